import { chain, describeWhole } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { mapped, newtonRoot } from './inverseRoots.js'
import { decay, rate } from './parts.js'
import type { Rule } from './Rule.js'
import { isVector, matrixOf, powered, side } from './sides.js'

/**
 * DASH of leaves that are one block. The reference estimates the largest eigenvalue from random
 * vectors in bfloat16; here it is exact, which shows where the roots have not converged.
 */
export const dash: Rule = (o, { leaves }) => {
  o.ignore('power_iteration_steps', 'power_iteration_vectors')
  const block = o.number('block_size')
  if (leaves.some(({ shape }) => matrixOf(shape).some((n) => n > block)))
    throw new RangeError('block_size: leaves of several blocks are not replayed')
  const newton = {
    steps: o.number('newton_steps'),
    shift: o.number('matrix_eps'),
    norm: o.text('matrix_scaling') === 'frobenius',
  }
  const exact = o.text('inverse_root_method') === 'eigh'
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const grafting = o.optional('grafting_beta') ?? b2
  const [every, from] = [o.number('precondition_frequency'), o.number('start_preconditioning_step')]
  const [mu, nesterov, debiases] = [
    o.number('momentum'),
    o.flag('nesterov'),
    o.flag('correct_bias'),
  ]
  const [eps, shift] = [o.number('eps'), o.number('matrix_eps')]
  const inverse = (order: number) => (values: readonly number[]) => {
    const least = Math.min(...values.map((value) => value + shift), 0)
    return values.map((value) => (value + 2 * shift - least) ** (-1 / order))
  }
  const rule = describeWhole({
    name: 'dash',
    slots: {
      ...{ mu: 'zeros', nu: 'zeros', momentum: 'zeros' },
      ...{ left: side(0), right: side(1), leftRoot: side(0), rightRoot: side(1) },
    },
    hyper: {},
    init: () => 0,
    plan: (count: number) => {
      const t = count + 1
      const [first, second] = debiases ? [1 - b1 ** t, 1 - grafting ** t] : [1, 1]
      const scalars = { b1, c1: 1 - b1, b2, c2: 1 - b2, bg: grafting, cg: 1 - grafting }
      const computes = t >= from && (t === from || t % every === 0)
      return {
        next: t,
        plan: {
          scalars: { ...scalars, first, second, eps, mu, tiny: 1e-16 },
          variant: { computes, starts: t >= from },
        },
      }
    },
    leaf: (x, { updates, slots: s, scalars: k, variant }) => {
      const shape = x.shapeOf(updates)
      const flat = (a: typeof updates) => x.reshape(a, matrixOf(shape))
      const vector = isVector(shape)
      const g = flat(updates)
      const left = averaged(x, k.b2, k.c2, s.left, x.matmul(g, x.transpose(g)))
      const right = vector ? s.right : averaged(x, k.b2, k.c2, s.right, x.matmul(x.transpose(g), g))
      const nu = averaged(x, k.bg, k.cg, flat(s.nu), squared(x, g))
      const m = averaged(x, k.b1, k.c1, flat(s.mu), g)
      const divisor = x.add(x.sqrt(x.div(nu, k.second)), k.eps)
      const graft = x.div(x.div(m, k.first), divisor)
      const order = vector ? 2 : 4
      const root = (matrix: typeof g) =>
        exact ? powered(x, matrix, inverse(order)) : mapped(x, matrix, newtonRoot(order, newton))
      const leftRoot = variant.computes ? root(left) : s.leftRoot
      const rightRoot = variant.computes && !vector ? root(right) : s.rightRoot
      const half = x.matmul(leftRoot, m)
      const scaled = vector ? half : x.matmul(half, rightRoot)
      const long = x.div(x.norm(graft), x.add(x.norm(scaled), k.tiny))
      const update = variant.starts ? x.mul(long, scaled) : graft
      const momentum = x.add(x.mul(k.mu, flat(s.momentum)), update)
      const out = nesterov ? x.add(update, x.mul(k.mu, momentum)) : momentum
      const back = (a: typeof updates) => x.reshape(a, shape)
      return {
        updates: back(out),
        slots: {
          ...{ left, right, leftRoot, rightRoot },
          ...{ mu: back(m), nu: back(nu), momentum: back(momentum) },
        },
      }
    },
  })
  return chain(rule, decay(o.number('weight_decay')), rate(o.number('lr')))
}
