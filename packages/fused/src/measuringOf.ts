import { type Measurement, type PartReduction, scalarsOf } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { loadsAt } from './buffers/LeafStep.js'
import type { StepBuffers } from './buffers/StepBuffers.js'
import type { Measuring } from './Engine.js'

const rowsOf = ({ part, reduction, leaves }: PartReduction, step: StepBuffers) =>
  leaves.map((leaf) => ({
    size: (step.params[leaf] as tf.Tensor).size,
    loads: loadsAt(reduction, { leaf, parts: [part], plans: [] }, step),
  }))

/**
 * The tensors of a measurement before a segment.
 *
 * @param value - The value of the loss.
 */
export const measuringOf = (
  { norms, value: wantsValue, reductions }: Measurement,
  step: StepBuffers,
  value: tf.Tensor,
): Measuring => ({
  norms: norms.flatMap((norm) => step[norm]),
  values: wantsValue ? [value] : [],
  reductions: reductions.map((one) => ({
    reduction: one.reduction,
    scalars: scalarsOf(one.reduction, [one]),
    rows: rowsOf(one, step),
  })),
})
