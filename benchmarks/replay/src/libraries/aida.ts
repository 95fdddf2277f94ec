import { squared } from './elementwise.js'
import { decayed } from './parts.js'
import type { Rule } from './Rule.js'
import { wholeRule } from './wholeRule.js'

/** The factor of RAdam at step t, and whether the second moment divides the update. */
const rectified = (b2: number, threshold: number, degenerates: boolean, t: number) => {
  const max = 2 / (1 - b2) - 1
  const power = b2 ** t
  const n = max - (2 * t * power) / (1 - power)
  if (n < threshold) return { factor: degenerates ? 1 : 0, divides: 0 }
  const share = (((n - 4) / (max - 4)) * (n - 2) * max) / (n * (max - 2))
  return { factor: Math.sqrt((1 - power) * share), divides: 1 }
}

/** Aida: the variance of the gradient and its average after k projections on each other. */
export const aida: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [k, bound, rectifies] = [o.number('k'), o.flag('ams_bound'), o.flag('rectify')]
  const [threshold, degenerates] = [o.number('n_sma_threshold'), o.flag('degenerated_to_sgd')]
  const [eps, xi] = [o.number('eps'), o.number('xi')]
  const scalars = (t: number) => {
    const plain = { factor: 1, divides: 1 }
    const { factor, divides } = rectifies ? rectified(b2, threshold, degenerates, t) : plain
    const second = rectifies ? 1 : Math.sqrt(1 - b2 ** t)
    const step = factor / (1 - b1 ** t)
    return { b1, c1: 1 - b1, b2, c2: 1 - b2, second, step, divides, eps, xi, tiny: 1e-15 }
  }
  const slots = { mu: 'zeros', nu: 'zeros', most: 'zeros' } as const
  const rule = wholeRule(slots, scalars, (x, { updates: g, slots: s, scalars: h }) => {
    const mu = x.add(x.mul(h.b1, s.mu), x.mul(h.c1, g))
    let [onG, onM] = [g, mu]
    for (let i = 0; i < k; i++) {
      const product = x.total(x.mul(onG, onM))
      const along = (a: typeof g) => x.mul(x.div(product, x.add(x.total(squared(x, a)), h.xi)), a)
      ;[onG, onM] = [along(onG), along(onM)]
    }
    const rest = squared(x, x.sub(onM, onG))
    const nu = x.add(x.add(x.mul(h.b2, s.nu), x.mul(h.c2, rest)), h.eps)
    const most = x.max(s.most, nu)
    const root = x.div(x.add(x.sqrt(x.add(bound ? most : nu, h.tiny)), h.eps), h.second)
    const divisor = x.add(x.mul(h.divides, root), x.sub(x.of(1), h.divides))
    return { updates: x.mul(h.step, x.div(mu, divisor)), slots: { mu, nu, most } }
  })
  return decayed(o, rule)
}
