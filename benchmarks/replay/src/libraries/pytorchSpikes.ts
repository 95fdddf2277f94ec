import { chain, describe } from '@momenta/core'
import { limitSpikes, scaleByRestartedAdam, scheduled } from '@momenta/transforms'
import { adamScalars, averaged, moments, squared } from './elementwise.js'
import { decay, decayAfter, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'

/** c (1 + cos(π (k + 1)/n))/(1 + cos(π a/n)), the cosine of torch entered at step a. */
const cosine = (k: number, n: number, a: number): number =>
  (1 + Math.cos((Math.PI * (k + 1)) / (n + 1))) / (1 + Math.cos((Math.PI * a) / (n + 1)))

const stableSpam: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [gamma1, eps] = [o.number('gamma1'), o.number('eps')]
  const [end, least] = [o.optional('t_max'), o.number('eta_min')]
  /** The factor of the first decays in a step, counted from 0. */
  const warm = (step: number) => {
    if (end === undefined) return 1
    return step + 1 >= end ? least : least + (1 - least) * cosine(step + 1, end, 1)
  }
  const limited = limitSpikes({
    spikeDecay: o.number('theta'),
    normDecay: gamma1,
    squareDecay: o.number('gamma2'),
    eps,
  })
  const adam = scaleByRestartedAdam({ b1, b2, eps, every: o.number('update_proj_gap') })
  return chain(
    scheduled(chain(limited, adam), {
      normDecay: (step) => gamma1 * warm(step),
      b1: (step) => b1 * warm(step),
    }),
    decay(o.number('weight_decay')),
    rate(o.number('lr')),
  )
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
