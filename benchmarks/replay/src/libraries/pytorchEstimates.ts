import { chain, describe, identity } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { decay } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { sum } from './sum.js'

const dadaptSgd: Rule = (o) => {
  const [lr, mu, growth] = [o.number('lr'), o.number('momentum'), o.number('growth_rate')]
  const [lambda, decoupled] = [o.number('weight_decay'), o.flag('weight_decouple')]
  const fixed = o.flag('fixed_decay')
  const d0 = o.number('d0')
  const rule = describe({
    name: 'dadaptSgd',
    slots: { start: 'params', s: 'zeros' },
    hyper: {},
    needs: ['grads'],
    init: () => ({ d: d0, first: 0, weighted: 0 }),
    reductions: {
      scalars: ({ d, first }) => ({ step: first === 0 ? 0 : (d * lr) / first }),
      sums: (x, { updates: g, slots: s, scalars: k }) => ({
        along: x.mul(g, s.s),
        now: squared(x, g),
        next: squared(x, x.add(s.s, x.mul(k.step, g))),
      }),
    },
    plan: (host: { d: number; first: number; weighted: number }, { grads, sums }) => {
      const first = host.first === 0 ? Math.sqrt(sum(grads.map((n) => n ** 2))) : host.first
      const step = first === 0 ? 0 : (host.d * lr) / first
      const along = sum(sums.along)
      const weighted = host.weighted + step * along
      // s is 0 before the first step
      const squares = host.first === 0 ? step ** 2 * sum(sums.now) : sum(sums.next)
      const norm = Math.sqrt(squares)
      const d =
        norm === 0 ? host.d : Math.max(host.d, Math.min((2 * weighted) / norm, host.d * growth))
      const shrink = decoupled ? lambda * (fixed ? 1 : step) : 0
      return {
        next: { d, first, weighted },
        plan: { scalars: { step, mu, rest: 1 - mu, shrink } },
      }
    },
    body: (x, { updates: g, params: p, slots, scalars: k }) => {
      const s = x.add(slots.s, x.mul(k.step, g))
      const decayed = x.sub(p, x.mul(k.shrink, p))
      const next = averaged(x, k.mu, k.rest, decayed, x.sub(slots.start, s))
      return { updates: x.sub(next, p), slots: { start: slots.start, s } }
    },
  })
  return chain(decoupled ? identity : decay(lambda), rule)
}

const dadaptLion: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, d0, lambda] = [o.number('lr'), o.number('d0'), o.number('weight_decay')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const q = Math.sqrt(b2)
  type Host = { d: number; weighted: number }
  const scalarsOf = ({ d }: Host) => ({
    b1,
    c1: 1 - b1,
    b2,
    step: d * lr,
    now: (1 - b2) * d * lr,
    q,
    rest: (1 - q) * d * lr,
  })
  const rule = describe({
    name: 'dadaptLion',
    slots: { mu: 'zeros', s: 'zeros' },
    hyper: {},
    init: (): Host => ({ d: d0, weighted: 0 }),
    reductions: {
      scalars: scalarsOf,
      sums: (x, { updates: g, slots: s, scalars: k }) => {
        const u = x.sign(averaged(x, k.b1, k.c1, s.mu, g))
        const next = averaged(x, k.q, k.rest, s.s, u)
        return { along: x.mul(u, s.s), size: x.abs(next) }
      },
    },
    plan: (host: Host, { sums }) => {
      const k = scalarsOf(host)
      const weighted = q * host.weighted + (1 - q) * k.step * sum(sums.along)
      const size = sum(sums.size)
      const d = size === 0 ? host.d : Math.max(host.d, weighted / ((1 - q) * size))
      const shrink = decoupled ? lambda * (fixed ? 1 : k.step) : 0
      return { next: { d, weighted }, plan: { scalars: { ...k, shrink } } }
    },
    body: (x, { updates: g, params: p, slots, scalars: k }) => {
      const u = x.sign(averaged(x, k.b1, k.c1, slots.mu, g))
      const mu = averaged(x, k.b2, k.now, slots.mu, g)
      const s = averaged(x, k.q, k.rest, slots.s, u)
      return { updates: x.neg(x.add(x.mul(k.step, u), x.mul(k.shrink, p))), slots: { mu, s } }
    },
  })
  return chain(decoupled ? identity : decay(lambda), rule)
}

/** Rules of pytorch_optimizer that estimate the distance to a solution. */
export const pytorchEstimates: Rules = {
  DAdaptSGD: dadaptSgd,
  DAdaptLion: dadaptLion,
}
