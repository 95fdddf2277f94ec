import type * as tf from '@tensorflow/tfjs-core'
import { tensorsOf } from './tensorsOf.js'

/** Frees the tensors of what was that what is no longer holds. The only place that frees what a caller may have held. */
export const retire = (was: Iterable<tf.Tensor>, is: unknown): void => {
  const held = tensorsOf(is)
  for (const tensor of was) if (!held.has(tensor) && !tensor.isDisposed) tensor.dispose()
}
