import { mapDictionary } from '@momenta/core'
import { type Proposal, runSegment } from '@momenta/core/program'
import { runTensors } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import type { StepBuffers } from './buffers/StepBuffers.js'

/** The updates that a part proposes, operation by operation; nothing is overwritten. */
export const proposedUpdates = (
  { plans }: Proposal,
  { layout, from, params, updates, grads, more }: StepBuffers,
): readonly tf.Tensor[] => {
  const inputs = params.map((leaf, i) => ({
    ...{ shape: leaf.shape, params: leaf },
    ...{ updates: updates[i] as tf.Tensor, grads: grads[i] as tf.Tensor },
    more: mapDictionary(more, (list) => list[i] as tf.Tensor),
  }))
  return runSegment(layout, plans, from.parts, inputs, runTensors).map(
    ({ output }) => output.updates,
  )
}
