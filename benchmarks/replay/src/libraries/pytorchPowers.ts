import { exp, pow } from '@momenta/core'
import { adamScalars, averaged, elementwise, moments, nextMoments, squared } from './elementwise.js'
import type { Rule, Rules } from './Rule.js'
import { rectification } from './rectification.js'

const diffgrad: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const bound = o.flag('ams_bound')
  const [rectifies, b2] = [o.flag('rectify'), o.numbers('betas')[1] ?? 0]
  const rectified = rectification(o, b2)
  const slots = { ...moments, last: 'zeros', most: 'zeros' } as const
  const scalars = (t: number) => {
    const k = scalarsOf(t)
    const { factor, divides } = rectifies ? rectified(t) : { factor: k.second, divides: 1 }
    return { ...k, factor: factor / k.first, divides, rest: 1 - divides, one: 1, tiny: 1e-15 }
  }
  return elementwise(o, slots, scalars, (x, { updates: g, slots: old, scalars: k }) => {
    const s = nextMoments(x, old, k, g)
    const most = x.max(old.most, s.nu)
    const friction = x.div(k.one, x.add(k.one, exp(x, x.neg(x.abs(x.sub(old.last, g))))))
    const root = x.add(x.sqrt(x.add(bound ? most : s.nu, k.tiny)), k.eps)
    // without friction as long as it is not rectified
    const share = x.add(x.mul(k.divides, x.div(friction, root)), k.rest)
    const updates = x.mul(k.factor, x.mul(share, s.mu))
    return { updates, slots: { ...s, last: g, most } }
  })
}

const adamg: Rule = (o) => {
  const [b1 = 0, b2 = 0, b3 = 0] = o.numbers('betas')
  const [p0, q, eps, lr] = [o.number('p'), o.number('q'), o.number('eps'), o.number('lr')]
  const slots = { m: 'zeros', v: 'zeros', r: 'zeros' } as const
  const scalars = (t: number) => {
    const step = Math.min(1, 1 / (lr * Math.sqrt(t))) / (1 - b1 ** t)
    return {
      b1,
      c1: 1 - b1,
      b2,
      c2: 1 - b2,
      b3,
      c3: 1 - b3,
      p0,
      step,
      second: Math.sqrt(1 - b2 ** t),
      eps,
    }
  }
  return elementwise(o, slots, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const v = averaged(x, k.b2, k.c2, s.v, squared(x, g))
    const size = x.mul(k.p0, pow(x, v, x.of(q)))
    const r = averaged(x, k.b3, k.c3, s.r, size)
    const m = averaged(x, k.b1, k.c1, s.m, x.mul(r, g))
    const d = x.add(x.div(x.sqrt(v), k.second), k.eps)
    return { updates: x.div(x.mul(k.step, m), d), slots: { m, v, r } }
  })
}

/** Rules of pytorch_optimizer with exponentials and powers. */
export const pytorchPowers: Rules = {
  DiffGrad: diffgrad,
  AdamG: adamg,
}
