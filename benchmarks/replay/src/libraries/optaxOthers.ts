import { chain, identity, type Transform } from '@momenta/core'
import {
  clipByLeafRms,
  cocobStep,
  ema,
  fromageStep,
  keepNonNegative,
  lookahead,
  madgradStep,
  optimisticGradient,
  reduceOnPlateau,
  scale,
  scaleBySecondMoment,
  scaleBySign,
  scaleByTrustRatio,
  scheduleFree,
  trace,
  zeroNans,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { ignoring } from './ignoring.js'
import { optaxMuon } from './muon.js'
import { lateRprop, restarted } from './optaxRecipes.js'
import { novogradDirection } from './optaxTransforms.js'
import { decay, momentum, optaxAdam, rate } from './parts.js'
import type { Rules } from './Rule.js'

const trustRatio = (o: Fields, min: number): Transform =>
  scaleByTrustRatio({
    coefficient: o.number('trust_coefficient'),
    minNorm: min,
    eps: o.number('eps'),
  })

/** The last part of Optax's schedule-free optimizers. */
const free = (o: Fields): Transform => {
  const given = o.rate('learning_rate') ?? 0.0025
  const warmup = o.optional('warmup_steps')
  const learningRate =
    warmup === undefined || typeof given !== 'number'
      ? given
      : (step: number) => given * Math.min(step / warmup, 1)
  return scheduleFree({
    learningRate,
    b1: o.number('b1'),
    weightPower: o.number('weight_lr_power'),
    ahead: true,
  })
}

const averaging: Rules = {
  'contrib.schedule_free_sgd': (o) => chain(decay(o.rate('weight_decay')), free(o)),
  'contrib.schedule_free_adamw': (o) =>
    chain(
      scaleBySecondMoment({ b2: o.number('b2'), eps: o.number('eps') }),
      decay(o.rate('weight_decay')),
      free(o),
    ),
  lookahead: (o, { inner }) => {
    const [period, fast] = [o.number('sync_period'), inner(o.value('fast_optimizer'))]
    return chain(
      o.flag('reset_state') ? restarted(fast, period) : fast,
      lookahead({ period, alpha: o.number('slow_step_size') }),
    )
  },
  apply_if_finite: (o, { inner }) =>
    ignoring(inner(o.value('inner')), o.number('max_consecutive_errors')),
}

const norms: Rules = {
  fromage: (o) =>
    chain(
      scaleByTrustRatio({ minNorm: o.number('min_norm') }),
      fromageStep({ learningRate: o.number('learning_rate') }),
    ),
  lamb: (o) =>
    chain(
      optaxAdam(o),
      decay(o.rate('weight_decay')),
      scaleByTrustRatio(),
      rate(o.rate('learning_rate')),
    ),
  lars: (o) =>
    chain(
      decay(o.rate('weight_decay')),
      trustRatio(o, 0),
      rate(o.rate('learning_rate')),
      trace({ decay: o.number('momentum'), nesterov: o.flag('nesterov') }),
    ),
  novograd: (o) => chain(novogradDirection(o), rate(o.rate('learning_rate'))),
  scale_by_trust_ratio: (o) => trustRatio(o, o.number('min_norm')),
  clip_by_block_rms: (o) => clipByLeafRms({ max: o.number('threshold') }),
}

const optimistic: Rules = {
  optimistic_gradient_descent: (o) =>
    chain(
      optimisticGradient({ alpha: o.number('alpha'), beta: o.number('beta') }),
      rate(o.rate('learning_rate')),
    ),
  optimistic_adam: (o) => {
    const alpha = o.number('learning_rate')
    return chain(
      optaxAdam(o),
      optimisticGradient({ alpha, beta: o.optional('optimism') ?? alpha }),
      rate(1),
    )
  },
  optimistic_adam_v2: (o) =>
    chain(
      optaxAdam(o),
      optimisticGradient({ alpha: o.number('alpha'), beta: o.number('beta') }),
      rate(o.rate('learning_rate')),
    ),
}

/** The other optimizers, transforms and wrappers of Optax. */
export const optaxOthers: Rules = {
  'contrib.muon': optaxMuon,
  ...averaging,
  ...norms,
  ...optimistic,
  sgd: (o) =>
    chain(momentum(o.optional('momentum'), o.flag('nesterov')), rate(o.rate('learning_rate'))),
  sign_sgd: (o) => chain(scaleBySign(), rate(o.rate('learning_rate'))),
  signum: (o) =>
    chain(ema({ decay: o.number('beta') }), scaleBySign(), rate(o.rate('learning_rate'))),
  rprop: (o) => lateRprop(o),
  'contrib.cocob': (o) =>
    chain(
      decay(o.rate('weight_decay')),
      rate(o.rate('learning_rate')),
      cocobStep({ alpha: o.number('alpha'), eps: o.number('eps') }),
    ),
  'contrib.madgrad': (o) =>
    chain(
      decay(o.rate('weight_decay')),
      madgradStep({
        learningRate: o.number('learning_rate'),
        momentum: o.number('momentum'),
        eps: o.number('eps'),
      }),
    ),
  trace: (o) => trace({ decay: o.number('decay'), nesterov: o.flag('nesterov') }),
  scale: (o) => scale({ factor: o.number('step_size') }),
  scale_by_learning_rate: (o) => {
    const up = o.has('flip_sign') && !o.flag('flip_sign')
    return chain(rate(o.rate('learning_rate')), up ? scale({ factor: -1 }) : identity)
  },
  ema: (o) => ema({ decay: o.number('decay'), debias: o.flag('debias') }),
  add_decayed_weights: (o) => decay(o.rate('weight_decay')),
  'contrib.reduce_on_plateau': (o) =>
    reduceOnPlateau({
      factor: o.number('factor'),
      patience: o.number('patience'),
      rtol: o.number('rtol'),
      atol: o.number('atol'),
      cooldown: o.number('cooldown'),
      accumulationSize: o.number('accumulation_size'),
      minScale: o.number('min_scale'),
    }),
  zero_nans: () => zeroNans(),
  keep_params_nonnegative: () => keepNonNegative(),
}
