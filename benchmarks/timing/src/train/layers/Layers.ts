import type * as tf from '@tensorflow/tfjs-core'

/** The operations that differ between the variants. */
export interface Layers {
  /** Normalizes by the statistics of the batch; the last axis is that of the channels. */
  readonly batchNorm: (x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D) => tf.Tensor4D
  /** Hidden states of all steps, [steps, batch, units], from zero state. */
  readonly lstm: (
    x: tf.Tensor3D,
    kernel: tf.Tensor2D,
    recurrentKernel: tf.Tensor2D,
    bias: tf.Tensor1D,
  ) => tf.Tensor3D
  /** Mean cross-entropy from integer labels. */
  readonly crossEntropy: (labels: tf.Tensor1D, logits: tf.Tensor2D) => tf.Scalar
}
