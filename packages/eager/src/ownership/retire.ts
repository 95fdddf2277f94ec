import type * as tf from '@tensorflow/tfjs-core'
import { tensorsOf } from './tensorsOf.js'

/**
 * Disposes the tensors `was` that the value `is` does not hold. The only place that disposes
 * tensors that a caller may hold.
 */
export const retire = (was: Iterable<tf.Tensor>, is: unknown): void => {
  const held = tensorsOf(is)
  for (const tensor of was) if (!held.has(tensor) && !tensor.isDisposed) tensor.dispose()
}
