import { squared } from './elementwise.js'
import type { Rule } from './Rule.js'
import { wholeRule } from './wholeRule.js'

/** Apollo, a diagonal quasi-Newton method. */
export const apolloDqn: Rule = (o) => {
  const [lr, beta, warmup] = [o.number('lr'), o.number('beta'), o.number('warmup_steps')]
  const first = o.optional('init_lr') ?? lr / 1000
  const [lambda, kind] = [o.number('weight_decay'), o.text('weight_decay_type')]
  const believes = o.text('rebound') === 'belief'
  const eps = o.number('eps') / (believes ? 1 : 0.01)
  const scalars = (t: number) => {
    const alpha = (1 - beta) / (1 - beta ** t)
    const rate = t >= warmup ? lr : ((lr - first) * t) / warmup + first
    return { alpha, rate, eps, more: believes ? eps / alpha : 0, lambda }
  }
  const slots = { mu: 'zeros', b: 'zeros', d: 'zeros' } as const
  return wholeRule(slots, scalars, (x, { updates: u, params: p, slots: s, scalars: k }) => {
    const g = kind === 'l2' ? x.add(u, x.mul(k.lambda, p)) : u
    const change = x.sub(g, s.mu)
    const axes = x.shapeOf(g).map((_, axis) => axis)
    const rebound = believes ? x.maxOver(x.abs(change), axes) : x.of(0.01)
    const mu = x.add(s.mu, x.mul(k.alpha, change))
    const norm = x.add(x.sqrt(x.sqrt(x.total(squared(x, squared(x, s.d))))), k.eps)
    const d = x.div(s.d, norm)
    const square = squared(x, d)
    const along = x.total(x.mul(x.div(change, norm), d))
    const delta = x.sub(x.neg(x.mul(k.alpha, along)), x.total(x.mul(s.b, square)))
    const b = x.add(s.b, x.mul(delta, square))
    const divisor = x.add(x.max(x.abs(b), rebound), k.more)
    const decay = kind === 'stable' ? x.div(k.lambda, x.meanOver(divisor, axes)) : k.lambda
    const plain = x.div(mu, divisor)
    const next = kind === 'l2' ? plain : x.add(plain, x.mul(decay, p))
    return { updates: x.neg(x.mul(k.rate, next)), slots: { mu, b, d: next } }
  })
}
