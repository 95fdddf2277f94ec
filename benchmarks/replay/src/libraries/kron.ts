import { chain, type Transform } from '@momenta/core'
import { asGradients, ema, masked, scaleByKron } from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { decay, rate } from './parts.js'
import type { Rule } from './Rule.js'

/** The longest axis with a triangular factor, by the reference's options for diagonal ones. */
const longestOf = (o: Fields): ((shape: readonly number[]) => number) => {
  const [most, axes] = [o.number('max_size_triangular'), o.number('min_ndim_triangular')]
  if (axes < 2) throw new RangeError('min_ndim_triangular: only 2 or more is replayed')
  const mode = o.value('memory_save_mode')
  return (shape) => {
    const [first = 1, second = 1] = [...shape].sort((a, b) => b - a)
    if (mode === 'all_diag' || shape.length < axes) return 1
    if (mode === null || mode === undefined || shape.length < 2) return most
    if (first > second) return Math.min(most, second)
    if (mode === 'smart_one_diag') return most
    throw new RangeError('memory_save_mode: one_diag is replayed where one axis is the longest')
  }
}

/** The share of steps that change the factors. */
const shareOf = (o: Fields): { readonly share?: number } => {
  const share = o.optional('pre_conditioner_update_probability')
  if (share !== undefined && share !== 1)
    throw new RangeError('pre_conditioner_update_probability: only null or 1 is replayed')
  return share === undefined ? {} : { share }
}

/**
 * PSGD Kron; a file has the seed from which the numbers are drawn that its reference was given.
 * Balancing multiplies the factors of a leaf by numbers whose product is 1, which changes no step.
 */
export const kron: Rule = (o, { leaves }) => {
  o.ignore('balance_prob')
  if (leaves.some(({ shape }) => shape.length > 2))
    throw new RangeError('Kron: only leaves of at most two axes are replayed')
  const [longest, share, seed] = [longestOf(o), shareOf(o), o.number('seed')]
  const matrices = new Set(leaves.filter(({ shape }) => shape.length > 1).map(({ name }) => name))
  const shrinking = masked(decay(o.number('weight_decay')), (name) => matrices.has(name))
  const of = o.flag('momentum_into_precondition_update') ? 'updates' : 'grads'
  const scaling = leaves.map(
    ({ name, shape }): Transform =>
      masked(
        scaleByKron({ ...share, maxSize: longest(shape), seed, of }),
        (other) => other === name,
      ),
  )
  const average = ema({ decay: o.number('momentum'), debias: true })
  const direction = chain(asGradients(), average, ...scaling)
  const step = rate(o.number('lr'))
  return o.flag('weight_decouple')
    ? chain(direction, shrinking, step)
    : chain(shrinking, direction, step)
}
