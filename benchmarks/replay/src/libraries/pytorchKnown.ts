import { chain, identity } from '@momenta/core'
import {
  addGradients,
  asGradients,
  clipByLeafRms,
  ema,
  madgradStep,
  scale,
  scaleByAdadelta,
  scaleByAdamax,
  scaleByFactoredRms,
  scaleByParameterRms,
} from '@momenta/transforms'
import { boundedFactors } from './boundedMoments.js'
import { adamScalars, averaged, elementwise, moments, squared } from './elementwise.js'
import { both, decay, decayed, firstMoment, rate, shrink } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { wholeRule } from './wholeRule.js'
import { withScalars } from './withScalars.js'

const adadelta: Rule = (o) =>
  decayed(o, scaleByAdadelta({ decay: o.number('rho'), eps: o.number('eps') }))

const adafactor: Rule = (o) => {
  const [b1, most = 1] = o.value('betas') as readonly [number | null, number]
  const [lr, lambda] = [o.number('lr'), o.number('weight_decay')]
  const [relative, warms] = [o.flag('relative_step'), o.flag('warmup_init')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const size = (step: number) =>
    relative ? Math.min(warms ? 1e-6 * (step + 1) : 1e-2, 1 / Math.sqrt(step + 1)) : lr
  const [exponent, eps] = [o.number('decay_rate'), o.number('eps1')]
  const betaAt = (t: number) => Math.min(most, 1 - t ** exponent)
  const bounded = boundedFactors((t) => ({ b: betaAt(t), bias: 1 - betaAt(t) }), eps)
  const scaling = scaleByFactoredRms({ decayRate: -exponent, eps, axes: 'last', minSize: 0 })
  const capped = withScalars(scaling, (k) => {
    const b = Math.min(most, k.b as number)
    return { ...k, b, c: 1 - b }
  })
  const [scales, least] = [o.flag('scale_parameter'), o.number('eps2')]
  const byParameters = scales ? scaleByParameterRms({ min: least }) : identity
  const direction = chain(
    decoupled ? identity : decay(lambda),
    o.flag('ams_bound') ? bounded : capped,
    clipByLeafRms({ max: o.number('clip_threshold') }),
    rate(size),
    byParameters,
    b1 === null ? identity : ema({ decay: b1 }),
  )
  if (!decoupled || lambda === 0) return direction
  const scalars = (t: number) => ({ share: fixed ? lambda : lambda * size(t - 1), least })
  const decays = wholeRule({}, scalars, (x, { updates: u, params: p, scalars: k }) => {
    const count = x.shapeOf(p).reduce((product, n) => product * n, 1)
    const rms = x.div(x.norm(p), x.of(Math.sqrt(count)))
    const scale = fixed || !scales ? x.of(1) : x.max(rms, k.least)
    return { updates: x.sub(u, x.mul(x.mul(k.share, scale), p)), slots: {} }
  })
  return chain(direction, decays)
}

const adopt: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  o.ignore('clip_lambda')
  const eps = o.number('eps')
  const scalars = (t: number) => {
    const first = t === 1
    const clip = first ? 0 : t ** 0.25
    return { b1, c1: 1 - b1, b2: first ? 0 : b2, c2: first ? 1 : 1 - b2, clip, low: -clip, eps }
  }
  return elementwise(o, moments, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const unit = x.div(g, x.max(x.sqrt(s.nu), k.eps))
    const mu = averaged(x, k.b1, k.c1, s.mu, x.max(x.min(unit, k.clip), k.low))
    return { updates: mu, slots: { mu, nu: averaged(x, k.b2, k.c2, s.nu, squared(x, g)) } }
  })
}

const adamc: Rule = (o) => {
  const [scalarsOf, bound] = [adamScalars(o), o.flag('ams_bound')]
  const slots = { ...moments, most: 'zeros' } as const
  const scalars = (t: number) => ({ ...scalarsOf(t), tiny: 1e-15 })
  return elementwise(o, slots, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const mu = averaged(x, k.b1, k.c1, s.mu, g)
    const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
    const most = x.max(s.most, nu)
    const root = x.add(x.sqrt(x.add(bound ? most : nu, k.tiny)), k.eps)
    const updates = x.div(x.div(x.mul(k.second, mu), root), k.first)
    return { updates, slots: { mu, nu, most } }
  })
}

const madgrad: Rule = (o) => {
  const [lr, momentum, eps] = [o.number('lr'), o.number('momentum'), o.number('eps')]
  const [lambda, decoupled] = [o.number('weight_decay'), o.flag('weight_decouple')]
  if (decoupled && momentum === 0 && lambda > 0)
    throw new RangeError('MADGRAD: decoupled decay is replayed with a momentum only')
  const step = madgradStep({ learningRate: lr, momentum, eps })
  return decoupled ? chain(step, shrink((lr + eps) * lambda)) : chain(decay(lambda), step)
}

const qhm: Rule = (o) => {
  const nu = o.number('nu')
  const average = ema({ decay: o.number('momentum') })
  return decayed(
    o,
    chain(asGradients(), average, scale({ factor: nu }), addGradients({ weight: 1 - nu })),
  )
}

const simplifiedAdemamix: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [eps, alpha, start] = [o.number('eps'), o.number('alpha'), o.number('min_beta1')]
  const warmup = o.optional('beta1_warmup')
  const halving = (b: number) => Math.log(0.5) / Math.log(b + 1e-8) - 1
  const betaAt = (t: number) => {
    if (warmup === undefined || t >= warmup) return b1
    const share = t / warmup
    return 0.5 ** (1 / ((1 - share) * halving(start) + share * halving(b1) + 1))
  }
  const scalars = (t: number) => {
    const b = betaAt(t)
    return { b1: b, c1: 1 - b, b2, c2: 1 - b2, alpha, eps, second: Math.sqrt(1 - b2 ** t) }
  }
  return elementwise(o, moments, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const mu = averaged(x, k.b1, k.c1, s.mu, g)
    const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
    const root = x.add(x.sqrt(nu), x.mul(k.second, k.eps))
    const u = x.div(x.add(mu, x.mul(k.alpha, g)), root)
    return { updates: x.div(u, k.second), slots: { mu, nu } }
  })
}

/** Well-known optimizers as pytorch_optimizer has them. */
export const pytorchKnown: Rules = {
  AdaDelta: adadelta,
  Adadelta: adadelta,
  AdaFactor: adafactor,
  AdaMax: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const scaling = scaleByAdamax({ b2, eps: o.number('eps'), of: 'grads' })
    return decayed(o, both(firstMoment(b1), scaling))
  },
  AdamC: adamc,
  ADOPT: adopt,
  MADGRAD: madgrad,
  QHM: qhm,
  SimplifiedAdEMAMix: simplifiedAdemamix,
}
