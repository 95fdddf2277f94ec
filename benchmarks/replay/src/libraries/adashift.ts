import { chain } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { rate } from './parts.js'
import type { Rule } from './Rule.js'
import { wholeRule } from './wholeRule.js'

/** AdaShift: the second moment of the gradient n steps ago, and the mean of the last n. */
export const adashift: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [n, eps, reduces] = [o.number('keep_num'), o.number('eps'), o.text('reduce') === 'max']
  const weights = Array.from({ length: n }, (_, i) => b1 ** i)
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const queue = weights.map((_, i) => `g${i}`)
  const slots = Object.fromEntries(['mu', 'nu', ...queue].map((name) => [name, 'zeros' as const]))
  const scalars = (t: number) => ({
    b1,
    first: b1 ** (n - 1) / sum,
    last: 1 / sum,
    b2,
    c2: 1 - b2,
    correct: 1 / (1 - b2 ** Math.max(1, t - n)),
    eps,
    /** 1 once the queue is full, else 0 */
    ready: t > n ? 1 : 0,
  })
  const rule = wholeRule<string, ReturnType<typeof scalars>>(
    slots,
    scalars,
    (x, { updates: g, slots, scalars: k }) => {
      const s = slots as { readonly [slot: string]: typeof g }
      const [old, mean, square] = [s.g0, s.mu, s.nu] as [typeof g, typeof g, typeof g]
      const mu = x.add(x.mul(k.b1, x.sub(mean, x.mul(k.first, old))), x.mul(k.last, g))
      const axes = x.shapeOf(g).map((_, axis) => axis)
      const now = reduces ? x.maxOver(squared(x, old), axes) : squared(x, old)
      const nu = averaged(x, k.b2, k.c2, square, now)
      const direction = x.div(mu, x.add(x.sqrt(x.mul(k.correct, nu)), k.eps))
      const shifted = queue.map((name, i) => [name, i === n - 1 ? g : s[`g${i + 1}`]] as const)
      return {
        updates: x.mul(k.ready, direction),
        slots: { ...Object.fromEntries(shifted), mu, nu },
      }
    },
  )
  return chain(rule, rate(o.number('lr')))
}
