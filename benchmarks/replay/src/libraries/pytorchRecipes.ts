import { chain, counted, describe } from '@momenta/core'
import { ema } from '@momenta/transforms'
import { both, decayAfter, decayed, firstMoment, rate } from './parts.js'
import type { Rule } from './Rule.js'

/** LaProp: the momentum of the scaled gradients. */
export const laprop: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [eps, lr, lambda] = [o.number('eps'), o.number('lr'), o.number('weight_decay')]
  const [centered, from] = [o.flag('centered'), o.number('steps_before_using_centered')]
  const amsgrad = o.flag('ams_bound')
  const scaling = describe({
    name: 'laprop',
    slots: { nu: 'zeros', mean: 'zeros', nuMax: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (count: number) => {
      const t = count + 1
      const root = Math.sqrt(1 - b2 ** t)
      return {
        next: t,
        plan: {
          scalars: { b2, c2: 1 - b2, root, eps, tiny: 1e-15 },
          variant: { centers: centered && t > from },
        },
      }
    },
    body: (x, { updates: u, slots: s, scalars: k, variant }) => {
      const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(u, u)))
      const mean = x.add(x.mul(k.b2, s.mean), x.mul(k.c2, u))
      const v = variant.centers ? x.sub(nu, x.mul(mean, mean)) : nu
      const nuMax = amsgrad ? x.max(v, s.nuMax) : v
      const divisor = x.add(x.sqrt(x.add(nuMax, k.tiny)), k.eps)
      return { updates: x.div(x.mul(k.root, u), divisor), slots: { nu, mean, nuMax } }
    },
  })
  const direction = chain(scaling, ema({ decay: b1, debias: true }), rate(lr))
  const decoupled = o.flag('weight_decouple')
  const share = o.flag('fixed_decay') ? lambda : lr * lambda
  // Coupled decay comes after the gradient was used, so it has no effect.
  return decoupled && lambda !== 0 ? chain(direction, decayAfter(share)) : direction
}

/** GrokFast: the gradient plus a multiple of its slow average. */
export const grokking: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [alpha, lambda] = [o.number('grokfast_alpha'), o.number('grokfast_lamb')]
  const [after, eps] = [o.number('grokfast_after_step'), o.number('eps')]
  const amplifies = o.flag('grokfast')
  const lr = o.number('lr') / (amplifies && o.flag('normalize_lr') ? 1 + lambda : 1)
  o.ignore('normalize_lr')
  const slow = describe({
    name: 'grokfast',
    slots: { slow: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (count: number) => ({
      next: count + 1,
      plan: {
        scalars: { alpha, rest: 1 - alpha, lambda },
        variant: { first: count === 0, amplifies: amplifies && count + 1 > after },
      },
    }),
    body: (x, { updates: u, grads: g, slots: s, scalars: k, variant }) => {
      // The average starts at the first gradient without its decay.
      const old = variant.first ? g : s.slow
      if (!variant.amplifies) return { updates: u, slots: { slow: old } }
      const now = x.add(x.mul(k.alpha, old), x.mul(k.rest, u))
      return { updates: x.add(u, x.mul(k.lambda, now)), slots: { slow: now } }
    },
  })
  const adam = counted({
    name: 'maximumOfEps',
    slots: { nu: 'zeros' },
    hyper: {},
    scalars: (_, t) => ({ b2, c2: 1 - b2, root: 1 / Math.sqrt(1 - b2 ** t), eps }),
    body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
      const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(g, g)))
      const divisor = x.max(x.mul(k.root, x.sqrt(nu)), k.eps)
      return { updates: x.div(u, divisor), slots: { nu } }
    },
  })
  return decayed(o, chain(slow, both(firstMoment(b1), adam)), rate(lr))
}
