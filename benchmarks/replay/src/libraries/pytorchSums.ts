import { chain, describe, identity } from '@momenta/core'
import { adamScalars, averaged, moments, nextMoments, squared } from './elementwise.js'
import { decay, decayed, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { sum } from './sum.js'

const avagrad: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const rule = describe({
    name: 'avagrad',
    slots: moments,
    hyper: {},
    init: (leaves) => ({ count: 0, gamma: 0, size: sum(leaves.map(({ size }) => size)) }),
    reductions: {
      scalars: ({ count }) => scalarsOf(count + 1),
      sums: (x, { slots: s, scalars: k }) => {
        const root = x.add(x.div(x.sqrt(s.nu), k.second), k.eps)
        return { rates: x.div(x.of(1), squared(x, root)) }
      },
    },
    plan: ({ count, gamma, size }: { count: number; gamma: number; size: number }, { sums }) => {
      const k = scalarsOf(count + 1)
      const before = Math.max(scalarsOf(count).second, 1e-300)
      const factor = count === 0 ? 0 : gamma / k.first
      return {
        next: { count: count + 1, gamma: 1 / Math.sqrt(sum(sums.rates) / size), size },
        plan: { scalars: { ...k, before, factor } },
      }
    },
    body: (x, { updates: g, slots, scalars: k }) => {
      const s = nextMoments(x, slots, k, g)
      const root = x.add(x.div(x.sqrt(slots.nu), k.before), k.eps)
      return { updates: x.mul(k.factor, x.div(s.mu, root)), slots: s }
    },
  })
  return decayed(o, rule)
}

const adams: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const [lr, lambda, bound] = [o.number('lr'), o.number('weight_decay'), o.flag('ams_bound')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const eps = o.number('eps')
  const share = decoupled ? lambda / (fixed ? lr : 1) : 0
  const rule = describe({
    name: 'adams',
    slots: { ...moments, most: 'zeros' },
    hyper: {},
    init: (leaves) => ({ count: 0, size: sum(leaves.map(({ size }) => size)) }),
    reductions: {
      scalars: ({ count }) => scalarsOf(count + 1),
      sums: (x, { updates: g, slots: s, scalars: k }) => {
        const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
        return { nu: bound ? x.max(s.most, nu) : nu }
      },
    },
    plan: ({ count, size }: { count: number; size: number }, { sums }) => {
      const k = scalarsOf(count + 1)
      const mean = Math.sqrt(sum(sums.nu) / k.second ** 2 / size) + eps
      return { next: { count: count + 1, size }, plan: { scalars: { ...k, decay: share / mean } } }
    },
    body: (x, { updates: g, params: p, slots, scalars: k }) => {
      const s = nextMoments(x, slots, k, g)
      const most = x.max(slots.most, s.nu)
      const root = x.add(x.div(x.sqrt(bound ? most : s.nu), k.second), k.eps)
      const u = x.div(x.div(s.mu, k.first), root)
      return { updates: x.add(u, x.mul(k.decay, p)), slots: { ...s, most } }
    },
  })
  return chain(decoupled ? identity : decay(lambda), rule, rate(lr))
}

const alig: Rule = (o) => {
  const [mu, adjusted, max] = [
    o.number('momentum'),
    o.flag('adjusted_momentum'),
    o.optional('max_lr'),
  ]
  return describe({
    name: 'alig',
    slots: { b: 'zeros' },
    hyper: {},
    needs: ['grads', 'value'],
    init: () => null,
    plan: (host, { grads, value }) => {
      const step = value / (sum(grads.map((n) => n ** 2)) + 1e-6)
      const size = Math.min(step, max ?? Number.POSITIVE_INFINITY)
      return { next: host, plan: { scalars: { mu, size } } }
    },
    body: (x, { updates: g, slots: s, scalars: k }) => {
      const own = x.mul(k.size, g)
      const b = x.sub(x.mul(k.mu, s.b), adjusted ? g : own)
      const ahead = x.mul(adjusted ? x.mul(k.size, k.mu) : k.mu, b)
      return { updates: x.sub(mu > 0 ? ahead : x.of(0), own), slots: { b } }
    },
  })
}

/** Rules of pytorch_optimizer that read sums over all leaves, or the loss. */
export const pytorchSums: Rules = {
  AvaGrad: avagrad,
  AdamS: adams,
  AliG: alig,
}
