import { chain, describe, pow } from '@momenta/core'
import { asGradients } from '@momenta/transforms'
import { decay, decayed } from './parts.js'
import type { Rule } from './Rule.js'

/** Adai: the decay of the momentum of each element depends on its second moment over the mean. */
export const adai: Rule = (o, { leaves }) => {
  const [b0 = 0, b2 = 0] = o.numbers('betas')
  const [eps, dampening] = [o.number('eps'), o.number('dampening')]
  const [lambda, stable] = [o.number('weight_decay'), o.flag('stable_weight_decay')]
  const size = leaves.reduce((sum, leaf) => sum + leaf.size, 0)
  const scalarsAt = (t: number) => ({ b2, c2: 1 - b2, correct: 1 / (1 - b2 ** t) })
  const rule = describe({
    name: 'adai',
    slots: { nu: 'zeros', mu: 'zeros', product: { fill: 1 } },
    hyper: {},
    init: () => 0,
    reductions: {
      scalars: (count: number) => scalarsAt(count + 1),
      sums: (x, { grads: g, slots: s, scalars: k }) => ({
        moment: x.mul(k.correct, x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(g, g)))),
      }),
    },
    plan: (count: number, { sums }) => {
      const mean = sums.moment.reduce((sum, one) => sum + one, 0) / size
      const scalars = {
        ...scalarsAt(count + 1),
        share: 1 / Math.max(mean, eps),
        b0,
        power: 1 / (3 - 2 * dampening),
        dampening,
        most: 1 - eps,
        last: b0 ** (1 - dampening),
        none: 0,
        one: 1,
      }
      return { next: count + 1, plan: { scalars } }
    },
    body: (x, { updates: u, grads: g, slots: s, scalars: k }) => {
      const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(g, g)))
      const ratio = x.mul(k.share, x.mul(k.correct, nu))
      const raised = dampening === 1 ? ratio : pow(x, ratio, k.power)
      const b = x.min(x.max(x.sub(k.one, x.mul(k.b0, raised)), k.none), k.most)
      const rest = x.sub(k.one, b)
      const damped = dampening === 1 ? rest : pow(x, rest, k.dampening)
      const mu = x.add(x.mul(b, s.mu), x.mul(damped, u))
      const product = x.mul(s.product, b)
      const direction = x.mul(k.last, x.div(mu, x.sub(k.one, product)))
      return { updates: direction, slots: { nu, mu, product } }
    },
  })
  // With a stable decay the second moment is that of the gradient without it.
  const coupled = !o.flag('weight_decouple')
  if (coupled && stable) {
    o.ignore('fixed_decay')
    return decayed(
      { ...o, number: (name) => (name === 'weight_decay' ? 0 : o.number(name)) },
      chain(decay(lambda), rule),
    )
  }
  return decayed(o, chain(asGradients(), rule))
}
