import { chain, identity, type Transform } from '@momenta/core'
import {
  dadaptAdamStep,
  dogStep,
  dowgStep,
  mechanicStep,
  momoAdamStep,
  momoStep,
  polyakStep,
  prodigyStep,
  scheduled,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { decay, shrink } from './parts.js'
import type { Rules } from './Rule.js'

/** A step whose learning rate is a number or a schedule. */
const withRate = (
  rate: ReturnType<Fields['rate']>,
  step: (options: { readonly learningRate?: number }) => Transform,
): Transform =>
  rate === undefined
    ? step({})
    : typeof rate === 'number'
      ? step({ learningRate: rate })
      : scheduled(step({}), { learningRate: rate })

const betas = (o: Fields) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  return { b1, b2, eps: o.number('eps') }
}

const optional = <N extends string>(name: N, value: number | undefined) =>
  (value === undefined || value === Number.POSITIVE_INFINITY ? {} : { [name]: value }) as {
    readonly [name in N]?: number
  }

/** Options of Prodigy that both libraries have. */
const prodigy = (o: Fields) => ({
  ...betas(o),
  ...optional('b3', o.optional('beta3')),
  safeguardWarmup: o.flag('safeguard_warmup'),
})

/** The first steps of DoG by their names in Optax. */
const starts = { distance: 'distance', heuristic: 'relative', learning_rate: 'step' } as const

const startOf = (o: Fields) => {
  const [kind, initial] = o.value('init_step') as [keyof typeof starts, number]
  return { start: starts[kind], initial }
}

/** MoMo's options besides the decays. */
const momo = (o: Fields) => ({
  lowerBound: o.number('lower_bound'),
  weightDecay: o.number('weight_decay'),
  adaptLowerBound: o.flag('adapt_lower_bound'),
})

/** The rules of Optax that read sums or the loss. */
export const optaxDistances: Rules = {
  'contrib.prodigy': (o) => {
    const options = {
      ...prodigy(o),
      initialDistance: o.number('estim_lr0'),
      coefficient: o.number('estim_lr_coef'),
      weightDecay: o.number('weight_decay'),
    }
    return withRate(o.rate('learning_rate'), (rate) => prodigyStep({ ...options, ...rate }))
  },
  'contrib.dadapt_adamw': (o) => {
    const options = {
      ...betas(o),
      initialDistance: o.number('estim_lr0'),
      weightDecay: o.number('weight_decay'),
    }
    return withRate(o.rate('learning_rate'), (rate) => dadaptAdamStep({ ...options, ...rate }))
  },
  'contrib.mechanize': (o, { inner }) =>
    chain(
      inner(o.value('base_optimizer')),
      mechanicStep({
        initialScale: o.number('s_init'),
        learners: o.number('num_betas'),
        weightDecay: o.number('weight_decay'),
        eps: o.number('eps'),
      }),
    ),
  'contrib.dog': (o) => {
    const options = { ...startOf(o), eps: o.number('eps') }
    return chain(
      decay(o.rate('weight_decay')),
      withRate(o.rate('learning_rate'), (rate) => dogStep({ ...options, ...rate })),
    )
  },
  'contrib.dowg': (o) => {
    const options = {
      eps: o.number('eps'),
      ...optional('initialSquare', o.optional('init_estim_sq_dist')),
    }
    return chain(
      decay(o.rate('weight_decay')),
      withRate(o.rate('learning_rate'), (rate) => dowgStep({ ...options, ...rate })),
    )
  },
  'contrib.momo': (o) => {
    const options = { ...momo(o), beta: o.number('beta') }
    return withRate(o.rate('learning_rate'), (rate) => momoStep({ ...options, ...rate }))
  },
  'contrib.momo_adam': (o) => {
    const options = { ...momo(o), b1: o.number('b1'), b2: o.number('b2'), eps: o.number('eps') }
    return withRate(o.rate('learning_rate'), (rate) => momoAdamStep({ ...options, ...rate }))
  },
  polyak_sgd: (o) =>
    polyakStep({
      maxLearningRate: o.number('max_learning_rate'),
      scaling: o.number('scaling'),
      minimum: o.number('f_min'),
      eps: o.number('eps'),
      variant: o.text('variant') === 'sps+' ? 'sps+' : 'sps',
    }),
}

/** The decay of a distance-based optimizer of pytorch_optimizer: in the step, or of gradients. */
const pytorchDecay = (o: Fields) => {
  const [decoupled, weightDecay] = [o.flag('weight_decouple'), o.number('weight_decay')]
  const fixed = o.flag('fixed_decay')
  return {
    inside: decoupled && !fixed ? weightDecay : 0,
    before: decoupled ? 0 : weightDecay,
    after: decoupled && fixed ? shrink(weightDecay) : identity,
  }
}

/** The rules of pytorch_optimizer that read sums. */
export const pytorchDistances: Rules = {
  // coupled decay has no effect there: it comes after the gradient was used
  Prodigy: (o) => {
    const { inside, after } = pytorchDecay(o)
    return chain(
      prodigyStep({
        ...prodigy(o),
        learningRate: o.number('lr'),
        initialDistance: o.number('d0'),
        coefficient: o.number('d_coef'),
        ...optional('growthRate', o.number('growth_rate')),
        weightDecay: inside,
        biasCorrection: o.flag('bias_correction'),
      }),
      after,
    )
  },
  DAdaptAdam: (o) => {
    const { inside, before, after } = pytorchDecay(o)
    return chain(
      before === 0 ? identity : decay(before),
      dadaptAdamStep({
        ...betas(o),
        learningRate: o.number('lr'),
        initialDistance: o.number('d0'),
        ...optional('growthRate', o.number('growth_rate')),
        weightDecay: inside,
        biasCorrection: o.flag('bias_correction'),
      }),
      after,
    )
  },
}
