import { chain } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { decay, rate } from './parts.js'
import type { Rule } from './Rule.js'
import { powered, side } from './sides.js'
import { wholeRule } from './wholeRule.js'

/** Shampoo of Anil et al. with roots by eigenvectors, of matrices that are one block. */
export const scalableShampoo: Rule = (o) => {
  if (!o.flag('use_svd')) throw new RangeError('use_svd: only true is replayed')
  if (o.flag('shape_interpretation'))
    throw new RangeError('shape_interpretation: only false is replayed')
  o.ignore('block_size', 'no_preconditioning_for_layers_with_dim_gt', 'pre_conditioner_type')
  o.ignore('skip_preconditioning_rank_lt')
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda] = [o.number('lr'), o.number('weight_decay')]
  const [averages, nesterov] = [o.flag('moving_average_for_momentum'), o.flag('nesterov')]
  const [decoupledDecay, decoupledRate] = [
    o.flag('decoupled_weight_decay'),
    o.flag('decoupled_learning_rate'),
  ]
  const [from, every, statistics] = [
    o.number('start_preconditioning_step'),
    o.number('preconditioning_compute_steps'),
    o.number('statistics_compute_steps'),
  ]
  const [graftType, eps, shift] = [
    o.number('graft_type'),
    o.number('diagonal_eps'),
    o.number('matrix_eps'),
  ]
  const power = -1 / (o.number('inverse_exponent_override') || 4)
  const w = averages ? 1 - b1 : 1
  const k0 = { b1, w, b2, c2: b2 === 1 ? 1 : 1 - b2, rest: 1 - b2, eps, shift, tiny: 1e-16 }
  const scalars = (t: number) => ({
    ...k0,
    before: decoupledRate ? 1 : lr,
    coupled: decoupledDecay ? 0 : lambda,
    begins: t === 1 ? 1 : 0,
    measures: t % statistics === 0 ? 1 : 0,
    computes: t % every === 0 ? 1 : 0,
    starts: t >= from ? 1 : 0,
  })
  const slots = {
    mu: 'zeros',
    graft: 'zeros',
    sums: 'zeros',
    left: side(0),
    right: side(1),
    leftRoot: side(0),
    rightRoot: side(1),
  } as const
  const rule = wholeRule(slots, scalars, (x, { updates: g, params: p, slots: s, scalars: k }) => {
    type A = typeof g
    const either = (condition: A, one: A, other: A) =>
      x.add(other, x.mul(condition, x.sub(one, other)))
    const [rows = 1, columns = 1, ...rest] = x.shapeOf(g)
    if (rest.length > 0) throw new RangeError('shapes: only vectors and matrices are replayed')
    const plain = x.shapeOf(g).length < 2
    const adagrad = x.add(s.sums, squared(x, g))
    const sums = graftType === 3 ? averaged(x, k.b2, k.rest, s.sums, squared(x, g)) : adagrad
    const scaled = x.div(g, x.add(x.sqrt(sums), k.eps))
    const direction = graftType === 4 ? x.sign(g) : graftType === 2 || graftType === 3 ? scaled : g
    const grafted = x.mul(k.before, direction)
    const next = (old: A, n: number, found: () => A) => {
      const start = either(k.begins, x.mul(k.shift, x.eye(n)), old)
      return either(k.measures, averaged(x, k.b2, k.c2, start, found()), start)
    }
    const left = plain ? s.left : next(s.left, rows, () => x.matmul(g, x.transpose(g)))
    const right = plain ? s.right : next(s.right, columns, () => x.matmul(x.transpose(g), g))
    const root = (old: A, matrix: A, n: number) => {
      const now = powered(x, matrix, (values) => values.map((value) => value ** power))
      return either(k.computes, now, either(k.begins, x.eye(n), old))
    }
    const leftRoot = plain ? s.leftRoot : root(s.leftRoot, left, rows)
    const rightRoot = plain ? s.rightRoot : root(s.rightRoot, right, columns)
    const own = plain ? grafted : x.mul(k.before, x.matmul(x.matmul(leftRoot, g), rightRoot))
    const long = x.div(x.norm(grafted), x.add(x.norm(own), k.tiny))
    const decayed = (a: A) => x.add(a, x.mul(k.coupled, p))
    const shampoo = decayed(graftType === 0 ? own : x.mul(long, own))
    const simple = decayed(grafted)
    const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.w, shampoo))
    const graft = x.add(x.mul(k.b1, s.graft), x.mul(k.w, simple))
    const momentum = either(k.starts, mu, graft)
    const ahead = x.add(x.mul(k.b1, momentum), x.mul(k.w, either(k.starts, shampoo, simple)))
    return {
      updates: nesterov ? ahead : momentum,
      slots: { mu, graft, sums, left, right, leftRoot, rightRoot },
    }
  })
  const rateNow = rate(decoupledRate ? lr : 1)
  // The decay is multiplied by the learning rate, and so by what the last part multiplies.
  const share = decoupledRate ? lambda : lambda * lr
  return decoupledDecay ? chain(rule, decay(share), rateNow) : chain(rule, rateNow)
}
