import { chain, counted, exp, identity, type Transform } from '@momenta/core'
import {
  accumulate,
  clipByGlobalNorm,
  clipByValue,
  ema,
  lionMomentum,
  normalize,
  optimisticGradient,
  scale,
  scaleByAdadelta,
  scaleByAdagrad,
  scaleByAdamax,
  scaleByAdan,
  scaleByNovograd,
  scaleByParameterRms,
  scaleByRectified,
  scaleBySchedule,
  scaleBySecondMoment,
  scaleBySign,
  trace,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { belief, blockNorm, lateRprop, rms, yogiScaling } from './optaxRecipes.js'
import { both, decay, firstMoment, optaxAdam } from './parts.js'
import type { Rules } from './Rule.js'

/** Adamax's direction. */
export const adamaxDirection = (o: Fields): Transform =>
  both(
    firstMoment(o.number('b1')),
    scaleByAdamax({ b2: o.number('b2'), eps: o.number('eps'), of: 'grads' }),
  )

/** Optax's AMSGrad: the maximum is that of the corrected second moments. */
export const amsgradDirection = (o: Fields): Transform => {
  const flag = (name: string) => !o.has(name) || o.flag(name)
  const debias = flag('bias_correction_mu')
  const scaling = scaleBySecondMoment({
    b2: o.number('b2'),
    eps: o.number('eps'),
    epsRoot: o.number('eps_root'),
    correction: flag('bias_correction_nu') ? 'before' : 'none',
    maximum: 'corrected',
    of: 'grads',
  })
  return both(ema({ decay: o.number('b1'), debias }), scaling)
}

/** Adan's direction. */
export const adanDirection = (o: Fields): Transform =>
  both(
    firstMoment(o.number('b1')),
    scaleByAdan({
      b2: o.number('b2'),
      b3: o.number('b3'),
      eps: o.number('eps'),
      epsRoot: o.number('eps_root'),
      weight: '1-b2',
      of: 'grads',
    }),
  )

/** RAdam's direction. */
export const radamDirection = (o: Fields): Transform =>
  both(
    firstMoment(o.number('b1'), o.flag('nesterov')),
    scaleByRectified({
      b2: o.number('b2'),
      eps: o.number('eps'),
      epsRoot: o.number('eps_root'),
      threshold: o.number('threshold'),
      of: 'grads',
    }),
  )

/** Adagrad's scaling. */
export const adagradScaling = (o: Fields): Transform =>
  scaleByAdagrad({ initial: o.number('initial_accumulator_value'), eps: o.number('eps') })

/** Adadelta's scaling. */
export const adadeltaScaling = (o: Fields): Transform =>
  scaleByAdadelta({ decay: o.number('rho'), eps: o.number('eps') })

/** NovoGrad's direction; Optax's option is the decay inside of the momentum. */
export const novogradDirection = (o: Fields): Transform =>
  chain(
    scaleByNovograd({ b2: o.number('b2'), eps: o.number('eps'), epsRoot: o.number('eps_root') }),
    decay(o.rate('weight_decay')),
    trace({ decay: o.number('b1') }),
  )

/** Lion's direction. */
export const lionDirection = (o: Fields): Transform =>
  chain(lionMomentum({ b1: o.number('b1'), b2: o.number('b2') }), scaleBySign())

/** A smooth sign: tanh(u), or u itself up to 1. */
const softSign = (mode: string, beta: number): Transform =>
  counted({
    name: 'softSign',
    slots: {},
    hyper: {},
    scalars: () => ({ twice: 2 * beta, one: 1, minus: -1 }),
    body: (x, { updates: u, scalars: k }) => {
      if (mode === 'refined') return { updates: x.max(x.min(u, k.one), k.minus), slots: {} }
      const small = exp(x, x.neg(x.abs(x.mul(k.twice, u))))
      const size = x.div(x.sub(k.one, small), x.add(k.one, small))
      return { updates: x.mul(x.sign(u), size), slots: {} }
    },
  })

/** Lion's direction with Optax's other signs. */
const lionScaling = (o: Fields): Transform => {
  const mode = o.has('mode') ? o.text('mode') : 'hard'
  const beta = o.has('smooth_beta') ? o.number('smooth_beta') : 1
  if (mode === 'hard') return lionDirection(o)
  const momentum = lionMomentum({ b1: o.number('b1'), b2: o.number('b2') })
  return chain(momentum, softSign(mode, beta))
}

/** The transforms of Optax by which its optimizers are made. */
export const optaxTransforms: Rules = {
  scale_by_adam: (o) => optaxAdam(o),
  scale_by_adamax: adamaxDirection,
  scale_by_amsgrad: amsgradDirection,
  scale_by_adan: adanDirection,
  scale_by_adadelta: adadeltaScaling,
  scale_by_belief: belief,
  scale_by_lion: lionScaling,
  scale_by_yogi: yogiScaling,
  scale_by_radam: radamDirection,
  scale_by_rms: (o) => rms(o),
  scale_by_stddev: (o) => rms(o, true),
  scale_by_rss: adagradScaling,
  scale_by_novograd: novogradDirection,
  scale_by_optimistic_gradient: (o) =>
    optimisticGradient({ alpha: o.number('alpha'), beta: o.number('beta') }),
  // the file's rate is the first size of a step
  scale_by_rprop: (o) => chain(lateRprop(o), scale({ factor: -1 })),
  scale_by_sign: () => scaleBySign(),
  scale_by_param_block_norm: (o) => blockNorm(o.number('min_scale')),
  scale_by_param_block_rms: (o) => scaleByParameterRms({ min: o.number('min_scale') }),
  scale_by_schedule: (o) => {
    const size = o.rate('step_size_fn') ?? 1
    return typeof size === 'number' ? scale({ factor: size }) : scaleBySchedule({ schedule: size })
  },
  clip: (o) => clipByValue({ max: o.number('max_delta') }),
  clip_by_global_norm: (o) => clipByGlobalNorm({ max: o.number('max_norm') }),
  normalize_by_update_norm: (o) =>
    normalize({ norm: o.number('scale_factor'), eps: o.number('eps') }),
  'contrib.normalize': () => normalize(),
  identity: () => identity,
  set_to_zero: () => scale({ factor: 0 }),
  apply_every: (o) => {
    const every = o.number('k')
    return accumulate(scale({ factor: every }), { every })
  },
}
