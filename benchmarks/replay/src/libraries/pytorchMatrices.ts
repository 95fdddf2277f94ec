import { chain, describeWhole, type Transform } from '@momenta/core'
import { asGradients, scaleByAdamMini, scaleBySplus } from '@momenta/transforms'
import { averaged, squared } from './elementwise.js'
import type { Fields } from './fieldsOf.js'
import { momentumOf } from './muon.js'
import { factorOf, nearest, withAdam } from './muonKin.js'
import { both, decay, decayAfter, firstMoment, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { oneNumber, wholeRule } from './wholeRule.js'

/** The decay of SPlus: after the step, with the factor of the leaf. */
const splusDecay = (o: Fields, most: number): Transform => {
  const [lr, lambda, constant] = [
    o.number('lr'),
    o.number('weight_decay'),
    o.number('nonstandard_constant'),
  ]
  const fixed = o.flag('fixed_decay')
  return wholeRule(
    {},
    () => ({ lambda }),
    (x, { updates: u, params: p, scalars: k }) => {
      const [rows = 0, columns = 0, ...rest] = x.shapeOf(u)
      const matrix = columns > 0 && rest.length === 0 && Math.max(rows, columns) <= most
      const share = fixed ? 1 : lr * (matrix ? 2 / (rows + columns) : constant)
      const moved = x.mul(x.mul(x.of(share), k.lambda), x.add(p, u))
      return { updates: x.sub(u, moved), slots: {} }
    },
  )
}

const splus: Rule = (o) => {
  o.ignore('ema_rate', 'eps', 'fixed_decay')
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const maxSize = o.number('max_dim') - 1
  const direction = scaleBySplus({
    b1,
    b2,
    every: o.number('inverse_steps'),
    constant: o.number('nonstandard_constant'),
    maxSize,
  })
  const stepped = chain(direction, rate(o.number('lr')))
  return o.flag('weight_decouple')
    ? chain(stepped, splusDecay(o, maxSize))
    : chain(decay(o.number('weight_decay')), stepped)
}

/** Adam-mini of a model without embeddings and attention: one number for each leaf. */
const adamMini: Rule = (o) => {
  o.ignore('num_embeds', 'num_heads', 'num_query_groups')
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const scaling = scaleByAdamMini({ b2, eps: o.number('eps'), blocks: 'leaf', of: 'grads' })
  const direction = both(firstMoment(b1), scaling)
  return chain(direction, decay(o.number('weight_decay')), rate(o.number('lr')))
}

const largestDivisor = (n: number, most: number): number =>
  Array.from({ length: most }, (_, i) => most - i).find((k) => n % k === 0) ?? 1

/** AdamW with the sum of squares of each subset of a leaf; the decay is after the step. */
const adamwSubsets: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [given, lr, lambda] = [o.number('subset_size'), o.number('lr'), o.number('weight_decay')]
  const [subsets, eps] = [o.has('sn') && o.flag('sn'), o.number('eps')]
  const rows = (shape: readonly number[]): readonly [number, number] => {
    const n = shape.reduce((size, length) => size * length, 1)
    const most = given > 0 ? given : Math.trunc(Math.sqrt(n) / Math.abs(given))
    const size = subsets ? largestDivisor(n, most) : 1
    return [n / size, size]
  }
  const scalars = (t: number) => ({
    ...{ b1, c1: 1 - b1, b2, c2: 1 - b2, eps },
    correct: Math.sqrt(1 - b2 ** t) / (1 - b1 ** t),
  })
  const slots = {
    mu: 'zeros',
    nu: { fill: 0, shape: (leaf: readonly number[]) => [rows(leaf)[0], 1] },
  } as const
  const rule = wholeRule(slots, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const shape = x.shapeOf(g)
    const flat = (a: typeof g) => x.reshape(a, rows(shape))
    const mu = averaged(x, k.b1, k.c1, s.mu, g)
    const nu = averaged(x, k.b2, k.c2, s.nu, x.sumOver(squared(x, flat(g)), [1]))
    const direction = x.div(flat(mu), x.add(x.sqrt(nu), k.eps))
    return { updates: x.reshape(x.mul(k.correct, direction), shape), slots: { mu, nu } }
  })
  const share = o.flag('fixed_decay') ? lambda : lr * lambda
  // Coupled decay comes after the gradient was used, so it has no effect.
  return chain(rule, rate(lr), decayAfter(o.flag('weight_decouple') ? share : 0))
}

/** AdaGO: the orthogonalized momentum with the rate of AdaGrad-Norm. */
const adago = withAdam((o) => {
  const [lr, mu, most] = [o.number('lr'), o.number('momentum'), o.number('gamma')]
  const [nesterov, adjusted] = [o.flag('nesterov'), o.flag('use_adjusted_lr')]
  const [least, v0] = [o.number('eps') / lr, o.number('v')]
  const stepSize = describeWhole({
    name: 'adago',
    slots: { mu: 'zeros', v: { ...oneNumber, fill: v0 } },
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: { mu, rest: 1 - mu, most, least } } }),
    leaf: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
      const momentum = averaged(x, k.mu, k.rest, s.mu, g)
      const norm = x.norm(g)
      const v = x.add(s.v, x.min(squared(x, norm), squared(x, k.most)))
      const ahead = nesterov ? x.norm(averaged(x, k.rest, k.mu, g, momentum)) : norm
      const factor = x.of(factorOf(adjusted, x.shapeOf(u)))
      const step = x.max(x.div(x.mul(factor, x.min(ahead, k.most)), v), k.least)
      return { updates: x.mul(step, u), slots: { mu: momentum, v } }
    },
  })
  return chain(
    asGradients(),
    momentumOf(mu, nesterov),
    nearest(o.number('ns_steps'), o.value('ns_coeffs')),
    stepSize,
  )
}, 'adamw_eps')

/** Rules of pytorch_optimizer with matrices or blocks of a leaf. */
export const pytorchMatrices: Rules = {
  SPlus: splus,
  AdamMini: adamMini,
  AdamWSN: adamwSubsets,
  AdaGO: adago,
}
