import { chain, counted, dictionary, identity, type Transform } from '@momenta/core'
import {
  adaptiveClip,
  centralize,
  clipByLeafRms,
  ema,
  projectUpdates,
  scaleByCame,
  scaleByFactoredRms,
  scaleByParameterRms,
  scaleBySecondMoment,
  scaleBySm3,
} from '@momenta/transforms'
import { adalite } from './adalite.js'
import { boundedFactors, confidence } from './boundedMoments.js'
import type { Fields } from './fieldsOf.js'
import { nero } from './nero.js'
import { both, decayed, leavesWhere, rate, shrink } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { withScalars } from './withScalars.js'

const average = (decay: number | undefined): Transform =>
  decay === undefined || decay === 0 ? identity : ema({ decay })

/** Optax has the decay rate in float32. */
const inFloat32 = (transform: Transform): Transform =>
  withScalars(transform, (k) => {
    const b = Math.fround(1 - Math.fround(k.c as number))
    return { ...k, b, c: Math.fround(1 - b) }
  })

const factored = (o: Fields, eps: string, offset: string, exact = false): Transform => {
  const [begun, size] = [-o.number(offset), o.number('min_dim_size_to_factor')]
  if (begun < 0) throw new RangeError(`${offset}: must be at most 0, got ${-begun}`)
  const scaling = scaleByFactoredRms({
    decayRate: o.number('decay_rate'),
    eps: o.number(eps),
    minSize: o.flag('factored') ? size : Number.MAX_SAFE_INTEGER,
  })
  const rounded = exact ? scaling : inFloat32(scaling)
  const init = (leaves: readonly { readonly name: string }[]) => ({
    byLeaf: dictionary(leaves.map(({ name }) => [name, begun])),
  })
  return begun === 0 ? rounded : rounded.map((part) => ({ ...part, init }))
}

const adafactor: Rule = (o) => {
  o.ignore('dtype_momentum')
  const threshold = o.optional('clipping_threshold')
  return chain(
    factored(o, 'eps', 'decay_offset'),
    threshold === undefined ? identity : clipByLeafRms({ max: threshold }),
    rate(o.rate('learning_rate')),
    o.flag('multiply_by_parameter_scale') ? scaleByParameterRms() : identity,
    average(o.optional('momentum')),
    shrink(o.optional('weight_decay_rate') ?? 0),
  )
}

const sm3 = (b2: number, eps: number, decay: number, increasing = false): Transform =>
  chain(scaleBySm3({ b2, eps, increasing }), average(decay))

/** The optimizers and transforms of Optax that read rows and columns. */
export const optaxLines: Rules = {
  adafactor,
  scale_by_factored_rms: (o) => {
    const exact = o.value('decay_rate_fn') === 'float64'
    return factored(o, 'epsilon', 'step_offset', exact)
  },
  sm3: (o) => chain(sm3(1, 1e-8, o.number('momentum')), rate(o.rate('learning_rate'))),
  scale_by_sm3: (o) => sm3(o.number('b2'), o.number('eps'), o.number('b1')),
  centralize: () => centralize(),
  adaptive_grad_clip: (o) => {
    if (o.optional('axis') !== undefined)
      throw new RangeError('adaptive_grad_clip: axis: only null is replayed')
    return adaptiveClip({ ratio: o.number('clipping'), eps: o.number('eps') })
  },
}

/** Adafactor of torch. */
export const torchLines: Rules = {
  Adafactor: (o) => {
    const [eps, min] = o.value('eps') as readonly [number | null, number]
    const lr = o.number('lr')
    return chain(
      scaleByFactoredRms({
        decayRate: -o.number('beta2_decay'),
        eps: eps ?? Number.EPSILON,
        epsInSquare: false,
        axes: 'last',
        minSize: 0,
      }),
      clipByLeafRms({ max: o.number('d') }),
      scaleByParameterRms({ min }),
      rate((step) => Math.min(lr, 1 / Math.sqrt(step + 1))),
      shrink(lr * o.number('weight_decay')),
    )
  },
}

/** The projection and the decay of AdamP and SGDP; coupled decay has no effect there. */
const projected = (o: Fields, ratio: number): Transform => {
  const fixed = o.flag('fixed_decay')
  const share = o.flag('weight_decouple') ? (fixed ? ratio / o.number('lr') : ratio) : 0
  const [delta, eps] = [o.number('delta'), o.number('eps')]
  const weightDecay = o.number('weight_decay') * share
  return projectUpdates({ delta, eps, weightDecay, decayRatio: o.number('wd_ratio') })
}

/** A momentum that is dampened in the first step too. */
const dampened = (b: number, dampening: number, nesterov: boolean): Transform =>
  counted({
    name: 'dampened',
    slots: { mu: 'zeros' },
    hyper: {},
    scalars: () => ({ b, share: 1 - dampening }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const mu = x.add(x.mul(k.b, s.mu), x.mul(k.share, u))
      return { updates: nesterov ? x.add(u, x.mul(k.b, mu)) : mu, slots: { mu } }
    },
  })

/** (β m + (1 − β) u)/(1 − βᵗ) */
const ahead = (b: number): Transform =>
  counted({
    name: 'ahead',
    slots: { mu: 'zeros' },
    hyper: {},
    scalars: (_, t) => ({ b, rest: 1 - b, correct: 1 / (1 - b ** t) }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const average = (old: typeof u) => x.add(x.mul(k.b, old), x.mul(k.rest, u))
      const mu = average(s.mu)
      return { updates: x.mul(k.correct, average(mu)), slots: { mu } }
    },
  })

const adamp: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const debias = { decay: b1, debias: true }
  const momentum = o.flag('nesterov') ? ahead(b1) : ema(debias)
  const scaling = scaleBySecondMoment({
    b2,
    eps: o.number('eps'),
    correction: 'after',
    of: 'grads',
  })
  return chain(both(momentum, scaling), projected(o, 1), rate(o.number('lr')))
}

const sgdp: Rule = (o) => {
  const momentum = o.number('momentum')
  return chain(
    dampened(momentum, o.number('dampening'), o.flag('nesterov')),
    projected(o, 1 / (1 - momentum)),
    rate(o.number('lr')),
  )
}

/** The optimizers of pytorch_optimizer that read rows and columns. */
export const pytorchLines: Rules = {
  Adalite: adalite,
  Nero: nero,
  AdamP: adamp,
  SGDP: sgdp,
  CAME: (o) => {
    const [b1 = 0, b2 = 0, b3 = 0] = o.numbers('betas')
    const [eps, instabilityEps] = [o.number('eps1'), o.number('eps2')]
    const max = o.number('clip_threshold')
    const bounded = chain(
      boundedFactors(() => ({ b: b2, bias: b2 }), eps),
      confidence(b1, b3, instabilityEps, max),
    )
    const came = scaleByCame({ b1, b2, b3, eps, instabilityEps, max })
    return decayed(o, o.flag('ams_bound') ? bounded : came)
  },
  SM3: (o, { leaves }) => {
    const [beta, eps, momentum] = [o.number('beta'), o.number('eps'), o.number('momentum')]
    const scaling = (rises: boolean) => sm3(beta === 0 ? 1 : beta, eps, momentum, rises)
    // the accumulator of a scalar may fall
    const isScalar = ({ length }: readonly number[]) => length === 0
    return chain(
      leavesWhere(scaling(beta > 0), leaves, (shape) => !isScalar(shape)),
      leavesWhere(scaling(false), leaves, isScalar),
      rate(o.number('lr')),
    )
  },
}
