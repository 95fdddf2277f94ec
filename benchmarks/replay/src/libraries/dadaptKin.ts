import { type Arithmetic, chain, describe, identity } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { decay } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { sum } from './sum.js'

/** The next estimate: it only grows, by at most a factor. */
const grown = (d: number, estimate: number, rate: number, lr: number): number =>
  lr > 0 ? Math.max(d, Math.min(estimate, d * rate)) : d

/** The reference squares the square of Adan. */
const fourth = <A>(x: Arithmetic<A>, a: A): A => squared(x, squared(x, a))

const adagrad: Rule = (o) => {
  const [lr, mu, d0, rate] = [
    o.number('lr'),
    o.number('momentum'),
    o.number('d0'),
    o.number('growth_rate'),
  ]
  const [lambda, decoupled, eps] = [
    o.number('weight_decay'),
    o.flag('weight_decouple'),
    o.number('eps'),
  ]
  const shrink = decoupled ? lambda * (o.flag('fixed_decay') ? 1 : lr) : 0
  o.ignore('fixed_decay')
  type Host = { d: number; weighted: number; squares: number; size: number }
  const rule = describe({
    name: 'dadaptAdagrad',
    slots: { alpha: { fill: 1e-6 }, s: 'zeros', start: 'params' },
    hyper: {},
    init: (): Host => ({ d: d0, weighted: 0, squares: 0, size: 0 }),
    reductions: {
      scalars: ({ d }) => ({ step: d * lr, eps }),
      sums: (x, { updates: g, slots, scalars: k }) => {
        const root = (alpha: typeof g) => x.add(x.sqrt(alpha), k.eps)
        const next = root(x.add(slots.alpha, squared(x, g)))
        const s = x.add(slots.s, x.mul(k.step, g))
        const before = x.div(squared(x, slots.s), root(slots.alpha))
        return {
          weighted: x.sub(x.div(squared(x, s), next), before),
          squares: x.div(squared(x, g), next),
          size: x.sub(x.abs(s), x.abs(slots.s)),
        }
      },
    },
    plan: (host: Host, { sums }) => {
      const step = host.d * lr
      const weighted = host.weighted + sum(sums.weighted)
      const squares = host.squares + step ** 2 * sum(sums.squares)
      const size = host.size + sum(sums.size)
      const d = size === 0 ? host.d : grown(host.d, (weighted - squares) / size, rate, lr)
      const scalars = { step, eps, mu, rest: 1 - mu, keep: 1 - shrink }
      return {
        next: { d, weighted, squares, size },
        plan: { scalars, variant: { moves: size !== 0 } },
      }
    },
    body: (x, { updates: g, params: p, slots, scalars: k, variant }) => {
      const s = x.add(slots.s, x.mul(k.step, g))
      const alpha = x.add(slots.alpha, squared(x, g))
      const z = x.sub(slots.start, x.div(s, x.add(x.sqrt(alpha), k.eps)))
      const next = averaged(x, k.mu, k.rest, x.mul(k.keep, p), z)
      const updates = variant.moves ? x.sub(next, p) : x.of(0)
      return { updates, slots: { alpha, s, start: slots.start } }
    },
  })
  return chain(decoupled ? identity : decay(lambda), rule)
}

const adan: Rule = (o) => {
  const [b1 = 0, b2 = 0, b3 = 0] = o.numbers('betas')
  const [lr, d0, rate, eps] = [
    o.number('lr'),
    o.number('d0'),
    o.number('growth_rate'),
    o.number('eps'),
  ]
  const [lambda, decoupled] = [o.number('weight_decay'), o.flag('weight_decouple')]
  type Host = { d: number; squares: number; starts: number }
  const scalarsOf = ({ d, starts }: Host) => ({
    ...{ b1, now1: d * lr * (1 - b1), b2, now2: d * lr * (1 - b2) },
    ...{ b3, c3: 1 - b3, now3: d * lr * (1 - b3), eps, known: 1 - starts },
  })
  type K<A> = { readonly [N in keyof ReturnType<typeof scalarsOf>]: A }
  return describe({
    name: 'dadaptAdan',
    slots: { s: 'zeros', mu: 'zeros', change: 'zeros', nu: 'zeros', last: 'zeros' },
    hyper: {},
    init: (): Host => ({ d: d0, squares: 0, starts: 1 }),
    reductions: {
      scalars: scalarsOf,
      sums: (x, { updates: g, slots, scalars }) => {
        const k = scalars as K<typeof g>
        const difference = x.mul(k.known, x.sub(g, slots.last))
        const nu = averaged(x, k.b3, k.c3, slots.nu, fourth(x, x.add(g, x.mul(k.b2, difference))))
        const root = x.add(x.sqrt(nu), k.eps)
        const s = averaged(x, k.b3, k.now3, slots.s, g)
        return {
          squares: x.div(squared(x, g), root),
          weighted: x.div(squared(x, s), root),
          size: x.abs(s),
        }
      },
    },
    plan: (host: Host, { sums }) => {
      const [step, size] = [host.d * lr, sum(sums.size)]
      const squares = b3 * host.squares + step ** 2 * (1 - b3) * sum(sums.squares)
      const estimate = (sum(sums.weighted) / (1 - b3) - squares) / size
      const moves = size !== 0
      const [keep, over] = decoupled ? [1 - step * lambda, 1] : [1, 1 / (1 + step * lambda)]
      return {
        next: {
          d: moves ? grown(host.d, estimate, rate, lr) : host.d,
          squares: moves ? squares : host.squares,
          starts: 0,
        },
        plan: { scalars: { ...scalarsOf(host), keep, over }, variant: { moves } },
      }
    },
    body: (x, { updates: g, params: p, slots, scalars: k, variant }) => {
      const difference = x.mul(k.known, x.sub(g, slots.last))
      const mu = averaged(x, k.b1, k.now1, slots.mu, g)
      const change = averaged(x, k.b2, k.now2, slots.change, difference)
      const nu = averaged(x, k.b3, k.c3, slots.nu, fourth(x, x.add(g, x.mul(k.b2, difference))))
      const s = averaged(x, k.b3, k.now3, slots.s, g)
      const ahead = x.add(mu, x.mul(k.b2, change))
      const moved = x.sub(x.mul(k.keep, p), x.div(ahead, x.add(x.sqrt(nu), k.eps)))
      const updates = variant.moves ? x.sub(x.mul(k.over, moved), p) : x.of(0)
      return { updates, slots: { s, mu, change, nu, last: g } }
    },
  })
}

/** D-Adaptation of AdaGrad and Adan. */
export const dadaptKin: Rules = { DAdaptAdaGrad: adagrad, DAdaptAdan: adan }
