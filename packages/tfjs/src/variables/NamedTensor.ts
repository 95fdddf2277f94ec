import type * as tf from '@tensorflow/tfjs-core'

/** A tensor and its name, as `tf.Optimizer` passes weights and gradients. */
export interface NamedTensor {
  name: string
  tensor: tf.Tensor
}
