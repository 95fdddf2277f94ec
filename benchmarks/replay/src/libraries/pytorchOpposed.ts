import { adamScalars, averaged, elementwise, squared } from './elementwise.js'
import type { Rule, Rules } from './Rule.js'

/** Positive and negative momenta, in turns: the older one is subtracted. */
const opposed = (b1: number, b0: number) => ({
  b: b1 ** 2,
  c: 1 - b1 ** 2,
  plus: (1 + b0) / Math.hypot(1 + b0, b0),
  minus: b0 / Math.hypot(1 + b0, b0),
})

const pnm: Rule = (o) => {
  const [b1 = 0, b0 = 0] = o.numbers('betas')
  o.ignore('eps')
  const slots = { next: 'zeros', last: 'zeros' } as const
  const k0 = opposed(b1, b0)
  return elementwise(
    o,
    slots,
    () => k0,
    (x, { updates: g, slots: s, scalars: k }) => {
      const now = averaged(x, k.b, k.c, s.next, g)
      const updates = x.sub(x.mul(k.plus, now), x.mul(k.minus, s.last))
      return { updates, slots: { next: s.last, last: now } }
    },
  )
}

const adapnm: Rule = (o) => {
  const [b1 = 0, , b0 = 0] = o.numbers('betas')
  const scalarsOf = adamScalars(o)
  const bound = o.flag('ams_bound')
  const slots = { next: 'zeros', last: 'zeros', nu: 'zeros', most: 'zeros' } as const
  const scalars = (t: number) => ({ ...scalarsOf(t), ...opposed(b1, b0), tiny: 1e-15 })
  return elementwise(o, slots, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const now = averaged(x, k.b, k.c, s.next, g)
    const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
    const most = x.max(s.most, nu)
    const root = x.add(x.sqrt(x.add(bound ? most : nu, k.tiny)), k.eps)
    const m = x.sub(x.mul(k.plus, now), x.mul(k.minus, s.last))
    const updates = x.div(x.div(x.mul(k.second, m), root), k.first)
    return { updates, slots: { next: s.last, last: now, nu, most } }
  })
}

/** Rules of pytorch_optimizer with two momenta in turns. */
export const pytorchOpposed: Rules = {
  PNM: pnm,
  AdaPNM: adapnm,
}
