import { chain, identity } from '@momenta/core'
import { scaleByShampoo, scaleBySoap } from '@momenta/transforms'
import { decay, decayAfter, decayed, rate } from './parts.js'
import type { Rule } from './Rule.js'

/** Shampoo of pytorch_optimizer. */
export const shampoo: Rule = (o) => {
  const momentum = o.number('momentum')
  const direction = scaleByShampoo({
    every: o.number('preconditioning_compute_steps'),
    eps: o.number('matrix_eps'),
    ...(momentum > 0 ? { momentum } : {}),
  })
  if (o.flag('weight_decouple')) return decayed(o, direction)
  o.ignore('fixed_decay')
  // The decay is added after the momentum is mixed in, with a share of 1 − μ of the gradient.
  const share = momentum > 0 ? 1 - momentum : 1
  return chain(decay(o.number('weight_decay') / share), direction, rate(o.number('lr')))
}

/** SOAP of pytorch_optimizer: the decay comes after the step, and not in the first. */
export const soap: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda] = [o.number('lr'), o.number('weight_decay')]
  const direction = scaleBySoap({
    b1,
    b2,
    shampooBeta: o.optional('shampoo_beta') ?? b2,
    eps: o.number('eps'),
    every: o.number('precondition_frequency'),
    debias: o.flag('correct_bias'),
    normalize: o.flag('normalize_gradient'),
    vectors: o.flag('precondition_1d'),
    merge: o.has('merge_dims') && o.flag('merge_dims'),
    ...(o.has('max_precondition_dim') ? { maxSize: o.number('max_precondition_dim') } : {}),
  })
  if (o.has('data_format') && o.text('data_format') !== 'channels_first')
    throw new RangeError('data_format: only channels_first is replayed')
  return chain(direction, rate(lr), lambda === 0 ? identity : decayAfter(lr * lambda, 1))
}
