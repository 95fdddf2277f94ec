import type * as tf from '@tensorflow/tfjs-core'

/** A row whose tensors can be exchanged until it runs. */
export interface OpenRow {
  readonly loads: tf.Tensor[]
  readonly stores: tf.Tensor[]
}
