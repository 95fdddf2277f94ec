import { chain } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { decayed, rate, shrink } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { wholeRule } from './wholeRule.js'

const rose: Rule = (o) => {
  const first = o.value('wd_schedule')
  if (first === true) throw new RangeError('wd_schedule: only false or a number is replayed')
  const [centers, stabilizes] = [o.flag('centralize'), o.flag('stabilize')]
  const rule = wholeRule(
    {},
    () => ({}),
    (x, { updates: u }) => {
      type L = typeof u
      const all = x.shapeOf(u).map((_, axis) => axis)
      if (all.length === 0) return { updates: x.sign(u), slots: {} }
      const axes = all.length === 1 ? all : all.slice(1)
      const least = (a: L) => x.neg(x.maxOver(x.neg(a), axes))
      const g = centers && all.length > 1 ? x.sub(u, x.meanOver(u, axes)) : u
      const range = x.sub(x.abs(x.maxOver(g, axes)), least(g))
      const orOne = (a: L) => x.add(a, x.sub(x.of(1), x.abs(x.sign(a))))
      if (!stabilizes || all.length === 1) return { updates: x.div(g, orOne(range)), slots: {} }
      const mean = x.meanOver(range, all)
      const deviation = x.sqrt(x.meanOver(squared(x, x.sub(range, mean)), all))
      const trust = x.div(mean, orOne(x.add(deviation, mean)))
      const divisor = x.add(mean, x.mul(trust, x.sub(range, mean)))
      return { updates: x.div(g, orOne(divisor)), slots: {} }
    },
  )
  if (typeof first !== 'number' || !o.flag('weight_decouple') || o.flag('fixed_decay'))
    return decayed(o, rule)
  const lr = o.number('lr')
  return chain(rule, rate(lr), shrink((lr / first) * o.number('weight_decay')))
}

/** Gravity from a velocity of 0: the reference draws the first one at random. */
const gravity: Rule = (o) => {
  if (o.number('alpha') !== 0) throw new RangeError('alpha: only 0 is replayed')
  const beta = o.number('beta')
  const scalars = (t: number) => ({ b: (beta * t + 1) / (t + 2), c: 1 - (beta * t + 1) / (t + 2) })
  const rule = wholeRule({ v: 'zeros' }, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const most = x.maxOver(
      x.abs(g),
      x.shapeOf(g).map((_, axis) => axis),
    )
    const zeta = x.div(g, x.add(x.of(1), squared(x, x.mul(g, most))))
    const v = averaged(x, k.b, k.c, s.v, zeta)
    return { updates: v, slots: { v } }
  })
  return chain(rule, rate(o.number('lr')))
}

/** Rules of pytorch_optimizer that divide by ranges or maxima of a leaf. */
export const pytorchRanges: Rules = { ROSE: rose, Gravity: gravity }
