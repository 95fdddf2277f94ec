import type { Tensors } from '@momenta/bench-models'
import * as tf from '@tensorflow/tfjs-core'

/** Runs a computation in a scope and keeps the tensors of its result, which the caller owns. */
export const keepTree = (compute: () => Tensors): Tensors => {
  const tree = tf.tidy(compute)
  const keep = (node: Tensors): void => {
    for (const inner of Object.values(node))
      if (inner instanceof tf.Tensor) tf.keep(inner)
      else keep(inner)
  }
  keep(tree)
  return tree
}
