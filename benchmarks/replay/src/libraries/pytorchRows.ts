import { chain } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { decayed, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { oneNumber, wholeRule } from './wholeRule.js'

/** A leaf whose columns, or which itself as a vector, have length 1. */
const tam =
  (adam: boolean): Rule =>
  (o) => {
    const [b, b2] = adam ? o.numbers('betas') : [o.number('momentum'), 0]
    const r = o.number('decay_rate')
    const k0 = {
      b: b as number,
      b2: b2 as number,
      c2: 1 - (b2 as number),
      r,
      rest: 1 - r,
      eps: o.number('eps'),
    }
    const slots = { s: 'zeros', m: 'zeros', nu: 'zeros' } as const
    const rule = wholeRule(
      slots,
      () => k0,
      (x, { updates: g, slots, scalars: k }) => {
        const along = x.shapeOf(g).length === 0 ? [] : [0]
        const sum = (a: typeof g) => (along.length === 0 ? a : x.sumOver(a, along))
        const unit = (a: typeof g) => x.div(a, x.max(x.sqrt(sum(squared(x, a))), x.of(1e-12)))
        const start = adam ? slots.m : x.add(slots.m, x.mul(k.start, g))
        const s = averaged(x, k.r, k.rest, slots.s, x.mul(unit(start), unit(g)))
        const half = x.div(x.add(x.of(1), s), x.of(2))
        const m = x.add(x.mul(k.b, start), x.mul(x.add(half, k.eps), g))
        const nu = averaged(x, k.b2, k.c2, slots.nu, squared(x, g))
        const updates = adam ? x.div(m, x.add(x.sqrt(nu), k.eps)) : m
        return { updates, slots: { s, m, nu } }
      },
    )
    if (adam) return decayed(o, rule)
    // Coupled decay comes after the gradient was used, so it has no effect.
    if (o.flag('weight_decouple')) return decayed(o, rule)
    o.ignore('weight_decay', 'fixed_decay')
    return chain(rule, rate(o.number('lr')))
  }

const racs: Rule = (o) => {
  const [b, alpha, gamma, eps] = [
    o.number('beta'),
    o.number('alpha'),
    o.number('gamma'),
    o.number('eps'),
  ]
  const sizes = ([rows = 1, ...rest]: readonly number[]) =>
    [rows, rest.reduce((all, n) => all * n, 1)] as const
  const slots = {
    rows: { fill: 0, shape: (leaf: readonly number[]) => [sizes(leaf)[0], 1] },
    columns: { fill: 1, shape: (leaf: readonly number[]) => [1, sizes(leaf)[1]] },
    last: oneNumber,
  }
  const k0 = { b, c: 1 - b, alpha, gamma, eps }
  const rule = wholeRule(
    slots,
    () => k0,
    (x, { updates: u, slots: s, scalars: k }) => {
      const shape = x.shapeOf(u)
      const g = x.reshape(u, sizes(shape))
      const rows = averaged(x, k.b, k.c, s.rows, x.meanOver(squared(x, g), [1]))
      const columns = averaged(x, k.b, k.c, s.columns, x.meanOver(squared(x, g), [0]))
      const root = (a: typeof u) => x.sqrt(x.add(a, k.eps))
      const scaled = x.div(g, x.mul(root(rows), root(columns)))
      const norm = x.norm(scaled)
      const growth = x.max(x.div(norm, x.add(s.last, k.eps)), k.gamma)
      // no limit in the first step
      const limit = averaged(x, k.start, x.sub(x.of(1), k.start), x.of(1), x.div(k.gamma, growth))
      const updates = x.mul(x.mul(k.alpha, limit), scaled)
      return {
        updates: x.reshape(updates, shape),
        slots: { rows, columns, last: x.mul(norm, limit) },
      }
    },
  )
  return decayed(o, rule)
}

/** Rules of pytorch_optimizer that read rows and columns. */
export const pytorchRows: Rules = {
  TAM: tam(false),
  AdaTAM: tam(true),
  RACS: racs,
}
