import { adamScalars, averaged, moments, squared } from './elementwise.js'
import { decayed } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { oneNumber, wholeRule } from './wholeRule.js'

const tiny = 1e-300

const adanorm: Rule = (o) => {
  const [scalarsOf, r, bound] = [adamScalars(o), o.number('r'), o.flag('ams_bound')]
  const scalars = (t: number) => ({ ...scalarsOf(t), r, rest: 1 - r, least: 1e-15 })
  const slots = { ...moments, most: 'zeros', norm: oneNumber } as const
  const rule = wholeRule(slots, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const size = x.norm(g)
    const norm = averaged(x, k.r, k.rest, s.norm, size)
    const longer = x.mul(x.max(x.div(norm, x.max(size, x.of(tiny))), x.of(1)), g)
    const mu = averaged(x, k.b1, k.c1, s.mu, longer)
    const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
    const most = x.max(s.most, nu)
    const root = x.add(x.sqrt(x.add(bound ? most : nu, k.least)), k.eps)
    const updates = x.div(x.mul(k.second, x.div(mu, k.first)), root)
    return { updates, slots: { mu, nu, most, norm } }
  })
  return decayed(o, rule)
}

const bcos: Rule = (o) => {
  const [b, b2, mode] = [o.number('beta'), o.optional('beta2'), o.text('mode')]
  const simple = o.flag('simple_cond')
  const bv = b2 ?? (mode === 'c' ? 1 - (1 - b) ** 2 : b)
  const k0 = {
    b,
    c: 1 - b,
    bv,
    cv: 1 - bv,
    old: 3 * b ** 2 - 2 * b ** 3,
    now: (1 - b) ** 2,
    both: 2 * b * (1 - b) ** 2,
    eps: o.number('eps'),
  }
  const slots = { m: 'zeros', v: 'zeros' } as const
  const rule = wholeRule(
    slots,
    () => k0,
    (x, { updates: g, grads, slots: s, scalars: k }) => {
      const start = x.add(s.m, x.mul(k.start, grads))
      const m = averaged(x, k.b, k.c, start, g)
      const d = mode === 'g' ? g : m
      const square = squared(x, mode === 'g' ? start : m)
      const between = averaged(x, k.bv, k.cv, square, squared(x, g))
      const exact = x.add(
        averaged(x, k.old, k.now, square, squared(x, g)),
        x.mul(k.both, x.mul(m, g)),
      )
      const kept = x.add(s.v, x.mul(k.start, squared(x, grads)))
      const averages = averaged(x, k.bv, k.cv, kept, squared(x, d))
      const v = mode === 'c' ? (simple ? between : exact) : averages
      return { updates: x.div(d, x.add(x.sqrt(v), k.eps)), slots: { m, v } }
    },
  )
  return decayed(o, rule)
}

const a2grad: Rule = (o) => {
  const [lips, beta, rho, variant] = [
    o.number('lips'),
    o.number('beta'),
    o.number('rho'),
    o.text('variant'),
  ]
  o.ignore('lr')
  const scalars = (t: number) => ({
    share: 1 / t,
    rest: 1 - 1 / t,
    keep: variant === 'inc' ? (t / (t + 1)) ** 2 : 1,
    rho,
    fresh: 1 - rho,
    gamma: (2 * lips) / (t + 1),
    beta: beta * (variant === 'uni' ? 1 : Math.sqrt(t + 1)),
    next: 2 / (t + 3),
    other: (1 - 2 / (t + 3)) * (t === 1 ? 1 : 2 / (t + 2)),
  })
  const slots = { mean: 'zeros', long: 'params', v: oneNumber, vv: oneNumber } as const
  return wholeRule(slots, scalars, (x, { updates: g, params: p, slots: s, scalars: k }) => {
    const mean = averaged(x, k.rest, k.share, s.mean, g)
    const noise = x.total(squared(x, x.sub(g, mean)))
    const vv = averaged(x, k.rho, k.fresh, s.vv, noise)
    const v = variant === 'exp' ? x.max(vv, s.v) : x.add(x.mul(k.keep, s.v), noise)
    const short = x.div(g, x.add(k.gamma, x.mul(k.beta, x.sqrt(v))))
    const long = x.sub(s.long, short)
    const updates = x.sub(x.mul(k.next, x.sub(long, p)), x.mul(k.other, short))
    return { updates, slots: { mean, long, v, vv } }
  })
}

/** Rules of pytorch_optimizer that read sums over a leaf. */
export const pytorchLeaves: Rules = {
  AdaNorm: adanorm,
  BCOS: bcos,
  A2Grad: a2grad,
}
