import { chain, describeWhole, exp, log, type Transform, type WholeArithmetic } from '@momenta/core'
import { lookahead } from '@momenta/transforms'
import { above, averaged, squared } from './elementwise.js'
import type { Fields } from './fieldsOf.js'
import type { Rule } from './Rule.js'
import { sum } from './sum.js'
import { wholeRule } from './wholeRule.js'

const axesOf = (shape: readonly number[]): readonly number[] => shape.map((_, axis) => axis)

/** The norm of each unit of a leaf. */
const unitNorm = <A>(x: WholeArithmetic<A>, a: A): A => {
  const axes = axesOf(x.shapeOf(a))
  const over = axes.length < 2 ? axes : axes.length < 4 ? [1] : axes.slice(1)
  return x.sqrt(x.sumOver(squared(x, a), over))
}

/** The gradient without the mean of its rows, over its standard deviation. */
const prepared = <A>(x: WholeArithmetic<A>, u: A, centers: boolean, normalizes: boolean): A => {
  const shape = x.shapeOf(u)
  const size = shape.reduce((product, n) => product * n, 1)
  const g = centers && shape.length > 1 ? x.sub(u, x.meanOver(u, axesOf(shape).slice(1))) : u
  if (!normalizes || size <= 2) return g
  const deviations = x.sub(g, x.meanOver(g, axesOf(shape)))
  const root = x.div(x.norm(deviations), x.of(Math.sqrt(size - 1)))
  return x.div(g, x.add(root, x.of(1e-8)))
}

/** ln(1 + e^(β a))/β, and a where β a > 20. */
const softplus = <A>(x: WholeArithmetic<A>, a: A, beta: number): A => {
  const z = x.mul(x.of(beta), a)
  const smooth = x.div(log(x, x.add(x.of(1), exp(x, x.min(z, x.of(20))))), x.of(beta))
  return x.add(smooth, x.mul(above(x, z, x.of(20)), x.sub(a, smooth)))
}

/** The learning rate in step t: it rises, stays and falls. */
const rateOf = (o: Fields): ((t: number) => number) => {
  const [lr, total, least] = [
    o.number('lr'),
    o.number('num_iterations'),
    o.number('warm_down_min_lr'),
  ]
  const [, b2 = 0] = o.numbers('betas')
  const slow = Math.ceil(2 / (1 - b2))
  const up =
    o.optional('num_warm_up_iterations') ?? (slow / total > 0.45 ? Math.trunc(0.22 * total) : slow)
  const down = o.optional('num_warm_down_iterations') ?? total - Math.trunc(0.72 * total)
  if (o.flag('disable_lr_scheduler')) return () => lr
  return (t) => {
    const start = total - down
    const rising = t > up ? lr : lr * Math.min(1, t / up)
    if (t < start) return rising
    const share = Math.min(Math.max(t + 1 - start, 1) / (down + 1), 1)
    return Math.max(lr - (lr - least) * share, least)
  }
}

const clipped = (o: Fields, centers: boolean, normalizes: boolean): Transform => {
  const [ratio, least] = [o.number('agc_clipping_value'), o.number('agc_eps')]
  return wholeRule(
    {},
    () => ({ ratio, least }),
    (x, { updates: g, params: p, scalars: k }) => {
      const most = x.mul(k.ratio, x.max(unitNorm(x, p), k.least))
      const shorter = x.min(x.div(most, x.max(unitNorm(x, g), x.of(1e-6))), x.of(1))
      return { updates: prepared(x, x.mul(shorter, g), centers, normalizes), slots: {} }
    },
  )
}

/** Ranger21. */
export const ranger21: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [b0, eps, lambda] = [o.number('beta0'), o.number('eps'), o.number('weight_decay')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const [centers, normalizes] = [o.flag('centralize_gradients'), o.flag('normalize_gradients')]
  const [smooths, beta] = [o.flag('use_softplus'), o.number('beta_softplus')]
  const rate = rateOf(o)
  const loss = 2 * o.number('norm_loss_factor')
  const noise = Math.sqrt((1 + b0) ** 2 + b0 ** 2)
  const step = describeWhole({
    name: 'ranger21',
    slots: { own: 'zeros', other: 'zeros', nu: 'zeros', most: 'zeros' },
    hyper: {},
    init: (leaves) => ({ count: 0, size: sum(leaves.map(({ size }) => size)) }),
    reductions: {
      scalars: ({ count }) => ({ b2, c2: 1 - b2, first: 1 - b2 ** (count + 1) }),
      sums: (x, { updates: g, slots: s, scalars }) => {
        const k = scalars as { readonly [name in 'b2' | 'c2' | 'first']: typeof g }
        return { nu: x.div(averaged(x, k.b2, k.c2, s.nu, squared(x, g)), k.first) }
      },
    },
    plan: ({ count, size }: { count: number; size: number }, { sums }) => {
      const t = count + 1
      const lr = rate(t)
      const ratio = 1 / Math.sqrt((1 + sum(sums.nu ?? [])) / size)
      const shrink = decoupled ? lambda * (fixed ? 1 : lr) * ratio : 0
      const scalars = {
        ...{ b: b1 ** 2, c: 1 - b1 ** 2, b2, c2: 1 - b2, eps, keep: 1 - shrink, loss: lr * loss },
        ...{ now: (1 + b0) / noise, old: b0 / noise, step: lr / (1 - b1 ** t) },
        root: Math.sqrt(1 - b2 ** t),
      }
      return { next: { count: t, size }, plan: { scalars } }
    },
    leaf: (x, { updates: u, params: p, slots: s, scalars: k }) => {
      const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, u))
      const most = x.max(s.most, nu)
      const kept = x.mul(k.keep, p)
      const pull = x.sub(x.of(1), x.div(x.of(1), x.add(unitNorm(x, kept), k.eps)))
      const moved = x.mul(x.sub(x.of(1), x.mul(k.loss, pull)), kept)
      const root = x.add(x.div(x.sqrt(most), k.root), k.eps)
      const divisor = smooths ? softplus(x, root, beta) : root
      const g = prepared(x, u, centers, normalizes)
      // Odd and even steps have an average each.
      const own = averaged(x, k.b, k.c, s.other, g)
      const momentum = x.sub(x.mul(k.now, own), x.mul(k.old, s.own))
      const next = x.sub(moved, x.mul(k.step, x.div(momentum, divisor)))
      return { updates: x.sub(next, p), slots: { own, other: s.own, nu, most } }
    },
  })
  const slow = lookahead({
    period: o.number('lookahead_merge_time'),
    alpha: o.number('lookahead_blending_alpha'),
  })
  return chain(clipped(o, centers, normalizes), step, slow)
}
