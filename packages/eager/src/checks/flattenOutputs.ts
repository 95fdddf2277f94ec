import { show } from '@momenta/core'
import { type Flat, flatten } from '@momenta/tree'
import type * as tf from '@tensorflow/tfjs-core'
import { isTensor, tensorsAre } from '../isTensor.js'

/**
 * Flattens a tree of auxiliary outputs and checks that its leaves are float32 tensors with data.
 */
export const flattenOutputs = (who: string, tree: unknown): Flat<tf.Tensor> => {
  const flat = flatten(`${who}: the auxiliary outputs`, tree, isTensor, tensorsAre)
  for (const [i, { dtype, isDisposed }] of flat.leaves.entries()) {
    const name = `${who}: the auxiliary output ${show(flat.names[i])}`
    if (dtype !== 'float32')
      throw new TypeError(
        `${name} must be float32, got ${dtype}; cast it with tf.cast(x, 'float32')`,
      )
    if (isDisposed) throw new TypeError(`${name} must have data, got a tensor that was disposed`)
  }
  return flat
}
