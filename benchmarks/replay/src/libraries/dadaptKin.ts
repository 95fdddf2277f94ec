import { chain } from '@momenta/core'
import { dadaptAdagradStep, dadaptAdanStep } from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { decay, shrink } from './parts.js'
import type { Rule, Rules } from './Rule.js'

/** The options that both share. */
const shared = (o: Fields) => {
  const growthRate = o.number('growth_rate')
  return {
    learningRate: o.number('lr'),
    eps: o.number('eps'),
    initialDistance: o.number('d0'),
    ...(growthRate === Number.POSITIVE_INFINITY ? {} : { growthRate }),
  }
}

const adagrad: Rule = (o) => {
  const [lambda, b1] = [o.number('weight_decay'), o.number('momentum')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const step = dadaptAdagradStep({ ...shared(o), b1 })
  // The decayed parameters are averaged with the next ones.
  const share = lambda * b1 * (fixed ? 1 : o.number('lr'))
  return decoupled ? chain(step, shrink(share)) : chain(decay(lambda), step)
}

const adan: Rule = (o) => {
  const [b1 = 0, b2 = 0, b3 = 0] = o.numbers('betas')
  return dadaptAdanStep({
    ...shared(o),
    ...{ b1, b2, b3 },
    weightDecay: o.number('weight_decay'),
    proximal: !o.flag('weight_decouple'),
    averages: 'fourthPowers',
  })
}

/** D-Adaptation of AdaGrad and Adan. */
export const dadaptKin: Rules = { DAdaptAdaGrad: adagrad, DAdaptAdan: adan }
