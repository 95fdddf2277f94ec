import { chain, type WholeArithmetic } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import type { Fields } from './fieldsOf.js'
import { mapped, schurNewton } from './inverseRoots.js'
import { decay, rate } from './parts.js'
import type { Rule } from './Rule.js'
import { alongAxes, shampooShapes } from './shampooShapes.js'
import { powered } from './sides.js'
import { wholeRule } from './wholeRule.js'

/** The inverse root of the statistics of an axis, with as many preconditioned axes. */
const rootOf = (o: Fields) => {
  const [given, shift] = [o.number('inverse_exponent_override'), o.number('matrix_eps')]
  const exact = o.flag('use_svd')
  return <A>(x: WholeArithmetic<A>, matrix: A, axes: number): A => {
    const order = given || 2 * axes
    return exact
      ? powered(x, matrix, (values) => values.map((value) => value ** (-1 / order)))
      : mapped(x, matrix, schurNewton(order, shift))
  }
}

/** Shampoo of Anil et al., of leaves that are one block. */
export const scalableShampoo: Rule = (o, { leaves }) => {
  const [axesOf, rooted] = [shampooShapes(o), rootOf(o)]
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
  const most = Math.max(...leaves.map(({ shape }) => axesOf(shape).length))
  const names = Array.from({ length: most }, (_, axis) => [`sum${axis}`, `root${axis}`] as const)
  const matrices = Object.fromEntries(
    names.flat().map((name, i) => {
      const shape = (leaf: readonly number[]) => {
        const axis = axesOf(leaf)[Math.floor(i / 2)]
        return axis?.chosen ? [axis.n, axis.n] : [1, 1]
      }
      return [name, { fill: 0, shape }]
    }),
  )
  const slots = { mu: 'zeros', graft: 'zeros', sums: 'zeros', ...matrices } as const
  const rule = wholeRule(slots, scalars, (x, { updates: g, params: p, slots, scalars: k }) => {
    type A = typeof g
    const s: Readonly<Record<string, A>> = slots
    const either = (condition: A, one: A, other: A) =>
      x.add(other, x.mul(condition, x.sub(one, other)))
    const axes = axesOf(x.shapeOf(g))
    const [shape, count] = [axes.map(({ n }) => n), axes.filter(({ chosen }) => chosen).length]
    const adagrad = x.add(s.sums as A, squared(x, g))
    const sums = graftType === 3 ? averaged(x, k.b2, k.rest, s.sums as A, squared(x, g)) : adagrad
    const scaled = x.div(g, x.add(x.sqrt(sums), k.eps))
    const direction = graftType === 4 ? x.sign(g) : graftType === 2 || graftType === 3 ? scaled : g
    const grafted = x.mul(k.before, direction)
    const next: { [name: string]: A } = {}
    alongAxes(x, g, shape, (matrix, axis) => {
      const [sum, root] = names[axis] as readonly [string, string]
      const { n, chosen } = axes[axis] as (typeof axes)[number]
      if (!chosen) return matrix
      const start = either(k.begins, x.mul(k.shift, x.eye(n)), s[sum] as A)
      const now = averaged(x, k.b2, k.c2, start, x.matmul(matrix, x.transpose(matrix)))
      const found = either(k.measures, now, start)
      const old = either(k.begins, x.eye(n), s[root] as A)
      next[sum] = found
      next[root] = either(k.computes, rooted(x, found, count), old)
      return matrix
    })
    const own = alongAxes(x, g, shape, (matrix, axis) => {
      const root = next[(names[axis] as [string, string])[1]]
      return root === undefined ? matrix : x.matmul(root, matrix)
    })
    const shampooed = count === 0 ? grafted : x.mul(k.before, own)
    const long = x.div(x.norm(grafted), x.add(x.norm(shampooed), k.tiny))
    const decayed = (a: A) => x.add(a, x.mul(k.coupled, p))
    const shampoo = decayed(graftType === 0 ? shampooed : x.mul(long, shampooed))
    const simple = decayed(grafted)
    const mu = x.add(x.mul(k.b1, s.mu as A), x.mul(k.w, shampoo))
    const graft = x.add(x.mul(k.b1, s.graft as A), x.mul(k.w, simple))
    const momentum = either(k.starts, mu, graft)
    const ahead = x.add(x.mul(k.b1, momentum), x.mul(k.w, either(k.starts, shampoo, simple)))
    return { updates: nesterov ? ahead : momentum, slots: { ...slots, mu, graft, sums, ...next } }
  })
  const rateNow = rate(decoupledRate ? lr : 1)
  // The decay is multiplied by the learning rate, and so by what the last part multiplies.
  const share = decoupledRate ? lambda : lambda * lr
  return decoupledDecay ? chain(rule, decay(share), rateNow) : chain(rule, rateNow)
}
