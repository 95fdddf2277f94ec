import { chain } from '@momenta/core'
import { adaptiveSGDStep, scaleBySwats } from '@momenta/transforms'
import { decay, rate, shrink } from './parts.js'
import type { Rule, Rules } from './Rule.js'

/** SWATS: the reference's tolerances are those of rates, ours of multiples of the learning rate. */
const swats: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda, eps] = [o.number('lr'), o.number('weight_decay'), o.number('eps')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const direction = scaleBySwats({
    b1,
    b2,
    eps,
    epsRoot: 1e-15,
    atol: 1e-8 / lr,
    rtol: eps,
    weightDecay: decoupled && !fixed ? lambda : 0,
    amsgrad: o.flag('ams_bound'),
    dampened: !o.flag('nesterov'),
  })
  const last = chain(direction, rate(lr))
  if (!decoupled) return chain(decay(lambda), last)
  return fixed ? chain(last, shrink(lambda)) : last
}

/** ASGD: the rate of Malitsky and Mishchenko, from the norms of parameters and gradients. */
const adaptiveSgd: Rule = (o) => {
  const lambda = o.number('weight_decay')
  const fixed = o.flag('fixed_decay') && o.flag('weight_decouple')
  o.ignore('weight_decouple')
  const step = adaptiveSGDStep({
    initial: o.number('lr'),
    amplifier: o.number('amplifier'),
    dampening: o.number('dampening'),
    ratio: o.number('theta'),
    eps: o.number('eps'),
    weightDecay: fixed ? 0 : lambda,
    differences: 'norms',
  })
  return fixed ? chain(step, shrink(lambda)) : step
}

/** Rules of pytorch_optimizer whose learning rate is a state. */
export const pytorchPhases: Rules = { SWATS: swats, ASGD: adaptiveSgd }
