import { chain, describeWhole, type Transform } from '@momenta/core'
import { orthogonalize, scaleBySecondMoment, trace } from '@momenta/transforms'
import { averaged, squared } from './elementwise.js'
import type { Fields } from './fieldsOf.js'
import { firstCoefficients, momentumOf, pytorchMuon } from './muon.js'
import { both, decay, decayed, firstMoment, leavesWhere, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { wholeRule } from './wholeRule.js'

const isMatrix = (shape: readonly number[]): boolean => shape.length >= 2

/** The rows and columns of a leaf whose first axis is kept. */
const matrixOf = ([rows = 1, ...rest]: readonly number[]): readonly [number, number] => [
  rows,
  rest.reduce((size, n) => size * n, 1),
]

/** The factor of the learning rate by the shape of a leaf. */
export const factorOf = (adjusted: boolean, shape: readonly number[]): number => {
  const [rows, columns] = matrixOf(shape)
  return adjusted
    ? 0.2 * Math.sqrt(Math.max(rows, columns))
    : Math.sqrt(Math.max(1, rows / columns))
}

export const nearest = (
  steps: number,
  coefficients: unknown,
  factor: 'none' | 'rms' | 'rows' = 'none',
): Transform =>
  orthogonalize({
    steps,
    coefficients: firstCoefficients(coefficients, steps),
    epsIs: 'minimum',
    eps: 1e-7,
    kept: 'first',
    factor,
  })

/** A rule for matrices with its own decay and rate, and AdamW for the other leaves. */
export const withAdam =
  (direction: (o: Fields) => Transform, epsName: string): Rule =>
  (o, { leaves }) => {
    const names = o.has('adamw_betas') ? 'adamw_betas' : 'betas'
    const [b1 = 0, b2 = 0] = o.numbers(names)
    const eps = o.number(epsName)
    const adam = both(firstMoment(b1), scaleBySecondMoment({ b2, eps, of: 'grads' }))
    const [lambda, lr] = [decay(o.number('adamw_wd')), rate(o.number('adamw_lr'))]
    o.ignore('use_muon')
    const others = chain(adam, lambda, lr)
    const decoupled = o.has('weight_decouple') ? o.flag('weight_decouple') : true
    const coupled = chain(decay(o.number('adamw_wd')), adam, lr)
    const matrices = o.has('weight_decouple')
      ? decayed(o, direction(o))
      : chain(direction(o), decay(o.number('weight_decay')), rate(o.number('lr')))
    return chain(
      leavesWhere(matrices, leaves, isMatrix),
      leavesWhere(decoupled ? others : coupled, leaves, (shape) => !isMatrix(shape)),
    )
  }

const adamuon = withAdam((o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [eps, adjusted] = [o.number('eps'), o.flag('use_adjusted_lr')]
  const scaling = describeWhole({
    name: 'adamuon',
    slots: { nu: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (count: number) => ({
      next: count + 1,
      plan: { scalars: { b2, c2: 1 - b2, root: Math.sqrt(1 - b2 ** (count + 1)), eps } },
    }),
    leaf: (x, { updates: u, slots: s, scalars: k }) => {
      const shape = x.shapeOf(u)
      const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(u, u)))
      const scaled = x.div(u, x.add(x.div(x.sqrt(nu), k.root), k.eps))
      const size = factorOf(adjusted, shape) * Math.sqrt(Math.min(...matrixOf(shape)))
      const unit = x.div(x.of(size), x.add(x.norm(scaled), k.eps))
      return { updates: x.mul(unit, scaled), slots: { nu } }
    },
  })
  return chain(momentumOf(b1, false), nearest(o.number('ns_steps'), o.value('ns_coeffs')), scaling)
}, 'eps')

const normuon = withAdam((o) => {
  const [b2, eps, adjusted] = [o.number('beta2'), o.number('eps'), o.flag('use_adjusted_lr')]
  const keepsNorm = o.text('update_scale') === 'preserve_norm'
  const rows = { fill: 0, shape: ([n = 1]: readonly number[]) => [n, 1] }
  const scalars = () => ({ b2, c2: 1 - b2, eps })
  const scaling = wholeRule({ nu: rows }, scalars, (x, { updates, slots: s, scalars: k }) => {
    const shape = x.shapeOf(updates)
    const [n, m] = matrixOf(shape)
    const u = x.reshape(updates, [n, m])
    const nu = averaged(x, k.b2, k.c2, s.nu, x.meanOver(squared(x, u), [1]))
    const scaled = x.div(u, x.add(x.sqrt(nu), k.eps))
    const norm = keepsNorm
      ? x.mul(x.of(factorOf(adjusted, shape)), x.norm(u))
      : x.of(0.2 * Math.sqrt(n * m))
    const unit = x.div(norm, x.add(x.norm(scaled), k.eps))
    return { updates: x.reshape(x.mul(unit, scaled), shape), slots: { nu } }
  })
  return chain(
    momentumOf(o.number('momentum'), o.flag('nesterov')),
    nearest(o.number('ns_steps'), o.value('ns_coeffs')),
    scaling,
  )
}, 'adamw_eps')

const muonClip = withAdam((o) => {
  o.ignore('qk_clip_threshold', 'qk_clip_alpha', 'ns_method', 'ns_reset_steps')
  return chain(
    trace({ decay: o.number('momentum') }),
    nearest(o.number('ns_steps'), o.value('ns_coeffs'), o.flag('use_adjusted_lr') ? 'rms' : 'rows'),
  )
}, 'adamw_eps')

/** Optimizers of pytorch_optimizer that orthogonalize, as Muon. */
export const muonKin: Rules = {
  AdaMuon: adamuon,
  NorMuon: normuon,
  MuonClip: muonClip,
  DistributedMuon: pytorchMuon,
}
