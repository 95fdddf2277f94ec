import { chain, describe, dictionary } from '@momenta/core'
import { ema, scaleByLearningRate } from '@momenta/transforms'
import { adai } from './adai.js'
import { decayed } from './parts.js'
import type { Rule, Rules } from './Rule.js'

type Numbers<A> = { readonly count: number; readonly byLeaf: { readonly [leaf: string]: A } }

/** Amos: a second moment v and a decay d for each leaf, as numbers. */
const amos: Rule = (o, { leaves }) => {
  const [lr, beta, mu] = [o.number('lr'), o.number('beta'), o.number('momentum')]
  const [c, d] = [o.number('c_coef'), o.number('d_coef')]
  const [l2, eps] = [o.number('extra_l2'), o.number('eps')]
  type Pair = { readonly v: number | null; readonly falls: number | null }
  const shapes = new Map(leaves.map(({ name, shape, size }) => [name, { shape, size }]))
  return describe({
    name: 'amos',
    slots: { mu: 'zeros' },
    hyper: {},
    needs: ['grads'],
    init: (all): Numbers<Pair> => ({
      count: 0,
      byLeaf: dictionary(all.map(({ name }) => [name, { v: null, falls: null }])),
    }),
    plan: ({ count, byLeaf }: Numbers<Pair>, { grads, names }) => {
      const t = count + 1
      const each = names.map((name, i) => {
        const { shape, size } = shapes.get(name) ?? { shape: [], size: 1 }
        const gain = shape.length === 2 ? 2 : 1
        const eta = shape.length < 2 ? 0.5 : Math.sqrt(gain / (shape[1] as number))
        const { v, falls } = byLeaf[name] as Pair
        const q = (grads[i] as number) ** 2 / size
        const now = beta * (v ?? 0) + (1 - beta) * q
        const r = (1 - beta ** t) / (now + eps)
        const slow = (1 + c * Math.sqrt(lr) * (falls ?? 0)) ** -0.5
        const eased = 1 / (1 + d * Math.sqrt(lr * eta) * (falls ?? 0))
        const y = slow * lr ** 2 * r * q
        return {
          pair: { v: now, falls: (falls ?? 0) * (1 + y) + y },
          scalars: {
            p: (eased * (y - l2)) / 2,
            g: eased * lr * eta * Math.sqrt(r),
            mu,
            rest: 1 - mu,
          },
        }
      })
      const next = dictionary(names.map((name, i): [string, Pair] => [name, each[i]?.pair as Pair]))
      return {
        next: { count: t, byLeaf: next },
        plan: each.map(({ scalars }) => ({ scalars })),
      }
    },
    body: (x, { grads: g, params: p, slots: s, scalars: k }) => {
      const u = x.add(x.mul(k.p, p), x.mul(k.g, g))
      const out = mu > 0 ? x.add(x.mul(k.mu, s.mu), x.mul(k.rest, u)) : u
      return { updates: x.neg(out), slots: { mu: out } }
    },
  })
}

/** SGD-SaI: one learning rate for each leaf, from its first gradient. */
const sgdSai: Rule = (o, { leaves }) => {
  const [mu, eps] = [o.number('momentum'), o.number('eps')]
  const shapes = new Map(leaves.map(({ name, shape, size }) => [name, { shape, size }]))
  const ratio = describe({
    name: 'firstRatio',
    slots: {},
    hyper: {},
    needs: ['grads'],
    init: (all): Numbers<number | null> => ({
      count: 0,
      byLeaf: dictionary(all.map(({ name }) => [name, null])),
    }),
    reductions: { sums: (_, { grads: g }) => ({ gradient: g }) },
    plan: ({ count, byLeaf }: Numbers<number | null>, { grads, sums, names }) => {
      const ratios = names.map((name, i) => {
        const known = byLeaf[name]
        if (typeof known === 'number') return known
        const { shape, size } = shapes.get(name) ?? { shape: [], size: 1 }
        const norm = grads[i] as number
        if (shape.length < 2 || shape[0] === 1) return norm
        const sum = sums.gradient[i] as number
        const deviation = Math.sqrt(Math.max(norm ** 2 - sum ** 2 / size, 0) / (size - 1))
        return deviation > 0 ? norm / (deviation + eps) : norm
      })
      return {
        next: {
          count: count + 1,
          byLeaf: dictionary(names.map((name, i) => [name, ratios[i] as number])),
        },
        plan: ratios.map((r) => ({ scalars: { r } })),
      }
    },
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.r, u), slots: {} }),
  })
  const direction = mu === 0 ? ratio : chain(ema({ decay: mu }), ratio)
  // Coupled decay has no effect in the reference.
  if (o.flag('weight_decouple')) return decayed(o, direction)
  o.ignore('weight_decay')
  return chain(direction, scaleByLearningRate({ learningRate: o.number('lr') }))
}

/** VSGD: the gradient as a noisy observation, elementwise. */
const vsgd: Rule = (o) => {
  const [ps, ghattg, eps] = [o.number('ps'), o.number('ghattg'), o.number('eps')]
  const [tau1, tau2] = [o.number('tau1'), o.number('tau2')]
  const [power, a0, h0] = [2 * ps + 1.0001, 2 * ps, 2 * ghattg * ps]
  const rule = describe({
    name: 'vsgd',
    slots: { a: { fill: a0 }, h: { fill: h0 }, mu: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (count: number) => {
      const t = count + 1
      const divisor = 1 / (count === 0 ? power - 1 : power)
      const scalars = { divisor, slow1: t ** -tau1, slow2: t ** -tau2, a0, h0, eps }
      return { next: t, plan: { scalars } }
    },
    body: (x, { updates: g, slots: s, scalars: k }) => {
      const [a, b] = [x.mul(k.divisor, s.a), x.mul(k.divisor, s.h)]
      const sum = x.add(a, b)
      const mean = x.div(x.add(x.mul(s.mu, b), x.mul(g, a)), sum)
      const square = x.add(x.mul(mean, mean), x.div(x.mul(a, b), sum))
      const towards = (share: typeof g, start: typeof g, other: typeof g, now: typeof g) => {
        const cross = x.mul(x.add(other, other), mean)
        const target = x.add(x.sub(x.add(start, square), cross), x.mul(other, other))
        return x.add(now, x.mul(share, x.sub(target, now)))
      }
      return {
        updates: x.div(mean, x.add(x.sqrt(square), k.eps)),
        slots: {
          a: towards(k.slow1, k.a0, s.mu, s.a),
          h: towards(k.slow2, k.h0, g, s.h),
          mu: mean,
        },
      }
    },
  })
  return decayed(o, rule)
}

/** The optimizers of pytorch_optimizer with numbers for each leaf or of their own kind. */
export const pytorchNumbers: Rules = { Adai: adai, Amos: amos, SGDSaI: sgdSai, VSGD: vsgd }
