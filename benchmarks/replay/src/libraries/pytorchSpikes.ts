import { chain, describe } from '@momenta/core'
import { above, adamScalars, averaged, moments, rootOf, squared } from './elementwise.js'
import { decay, decayAfter, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { oneNumber, wholeRule } from './wholeRule.js'

/** c (1 + cos(π (k + 1)/n))/(1 + cos(π a/n)), the cosine of torch entered at step a. */
const cosine = (k: number, n: number, a: number): number =>
  (1 + Math.cos((Math.PI * (k + 1)) / (n + 1))) / (1 + Math.cos((Math.PI * a) / (n + 1)))

const stableSpam: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [gamma1, gamma2, theta] = [o.number('gamma1'), o.number('gamma2'), o.number('theta')]
  const [every, end, least] = [
    o.number('update_proj_gap'),
    o.optional('t_max'),
    o.number('eta_min'),
  ]
  const eps = o.number('eps')
  const scalars = (t: number) => {
    const warm = end === undefined ? 1 : t >= end ? least : least + (1 - least) * cosine(t, end, 1)
    const [beta, gamma] = [b1 * warm, gamma1 * warm]
    const n = t < every ? t : (t % every) + 1
    return {
      ...{ b1: beta, c1: 1 - beta, b2, c2: 1 - b2, first: 1 - beta ** n },
      ...{ second: Math.sqrt(1 - b2 ** n), eps, keep: t % every === 0 ? 0 : 1 },
      ...{ theta, rest: 1 - theta, most: 1 - theta ** t, gamma1: gamma, gamma2 },
      ...{ rest1: 1 - gamma, rest2: 1 - gamma2, correct1: 1 - gamma ** t },
      ...{ correct2: 1 - gamma2 ** t, tiny: 1e-300 },
    }
  }
  const slots = { ...moments, norm: oneNumber, square: oneNumber, max: oneNumber }
  const rule = wholeRule(slots, scalars, (x, { updates: u, slots: s, scalars: k }) => {
    const axes = x.shapeOf(u).map((_, axis) => axis)
    const now = x.reshape(x.maxOver(x.abs(u), axes), [])
    const max = averaged(x, k.theta, k.rest, s.max, now)
    const limit = x.div(max, k.most)
    const longer = x.mul(
      above(x, x.abs(u), limit),
      x.sub(x.div(limit, x.max(now, k.tiny)), x.of(1)),
    )
    const g = x.mul(u, x.add(x.of(1), longer))
    const size = x.norm(g)
    // A gradient of 0 leaves the moments and the parameters as they are.
    const moves = x.sign(size)
    const unlessZero = (next: typeof u, old: typeof u) => x.add(old, x.mul(moves, x.sub(next, old)))
    const norm = unlessZero(averaged(x, k.gamma1, k.rest1, s.norm, size), s.norm)
    const square = unlessZero(averaged(x, k.gamma2, k.rest2, s.square, squared(x, size)), s.square)
    const root = x.add(x.sqrt(x.div(square, k.correct2)), k.eps)
    const unit = x.div(x.div(x.div(norm, k.correct1), root), x.max(size, k.tiny))
    const scaled = x.mul(unit, g)
    const [oldM, oldV] = [x.mul(k.keep, s.mu), x.mul(k.keep, s.nu)]
    const mu = unlessZero(averaged(x, k.b1, k.c1, oldM, scaled), oldM)
    const nu = unlessZero(averaged(x, k.b2, k.c2, oldV, squared(x, scaled)), oldV)
    const step = x.div(x.div(mu, k.first), rootOf(x, nu, k))
    return { updates: x.mul(moves, step), slots: { mu, nu, norm, square, max } }
  })
  return chain(rule, decay(o.number('weight_decay')), rate(o.number('lr')))
}

const spam: Rule = (o) => {
  if (o.number('density') !== 1) throw new RangeError('density: only 1 is replayed')
  const [warmup, threshold, from] = [
    o.number('warmup_epoch'),
    o.number('threshold'),
    o.number('grad_accu_steps'),
  ]
  const [every, lr] = [o.number('update_proj_gap'), o.number('lr')]
  const scalarsOf = adamScalars(o)
  const scalars = (t: number) => {
    // Steps since the last restart of the warmup, which comes a step before that of the moments.
    const since = t >= every ? t % every : warmup
    const death = since >= warmup ? 0 : (0.99 / 2) * 2 * cosine(since, warmup, 0)
    const clips = threshold !== 0 && t >= from && t % every >= from
    const k = scalarsOf(t)
    const limit = clips ? threshold : Number.MAX_VALUE
    return { ...k, limit, keep: t % every === 0 ? 0 : 1, step: ((1 - death) * k.second) / k.first }
  }
  const clips = (t: number) => scalars(t).limit < Number.MAX_VALUE
  const rule = describe({
    name: 'spam',
    slots: moments,
    hyper: {},
    init: () => 0,
    plan: (count: number) => ({
      next: count + 1,
      plan: { scalars: scalars(count + 1), variant: { clips: clips(count + 1) } },
    }),
    body: (x, { updates: u, slots: s, scalars: k, variant }) => {
      const [oldM, oldV] = [x.mul(k.keep, s.mu), x.mul(k.keep, s.nu)]
      const most = x.sqrt(x.mul(k.limit, oldV))
      const g = variant.clips ? x.mul(x.sign(u), x.min(x.abs(u), most)) : u
      const mu = averaged(x, k.b1, k.c1, oldM, g)
      const nu = averaged(x, k.b2, k.c2, oldV, squared(x, g))
      const direction = x.div(mu, x.add(x.sqrt(nu), k.eps))
      return { updates: x.mul(k.step, direction), slots: { mu, nu } }
    },
  })
  return chain(rule, rate(lr), decayAfter(lr * o.number('weight_decay')))
}

/** Rules of pytorch_optimizer that limit spikes of the gradient. */
export const pytorchSpikes: Rules = { StableSPAM: stableSpam, SPAM: spam }
