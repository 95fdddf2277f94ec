import { chain } from '@momenta/core'
import { asGradients, ema, masked, scaleByKron } from '@momenta/transforms'
import { decay, rate } from './parts.js'
import type { Rule } from './Rule.js'

/** PSGD Kron; a file has the seed from which the numbers are drawn that its reference was given. */
export const kron: Rule = (o, { leaves }) => {
  if (o.number('balance_prob') !== 0) throw new RangeError('balance_prob: only 0 is replayed')
  if (o.optional('memory_save_mode') !== undefined || o.number('min_ndim_triangular') !== 2)
    throw new RangeError('memory_save_mode, min_ndim_triangular: only null and 2 are replayed')
  if (o.optional('pre_conditioner_update_probability') !== undefined)
    throw new RangeError('pre_conditioner_update_probability: only null is replayed')
  const matrices = new Set(leaves.filter(({ shape }) => shape.length > 1).map(({ name }) => name))
  const shrinking = masked(decay(o.number('weight_decay')), (name) => matrices.has(name))
  const into = o.flag('momentum_into_precondition_update')
  const direction = chain(
    asGradients(),
    ema({ decay: o.number('momentum'), debias: true }),
    scaleByKron({
      maxSize: o.number('max_size_triangular'),
      seed: o.number('seed'),
      of: into ? 'updates' : 'grads',
    }),
  )
  const step = rate(o.number('lr'))
  return o.flag('weight_decouple')
    ? chain(direction, shrinking, step)
    : chain(shrinking, direction, step)
}
