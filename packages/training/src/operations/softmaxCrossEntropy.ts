import type * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from '../gradients/hasKernel.js'
import { run } from '../gradients/run.js'
import { softmaxCrossEntropy as composed } from './composed/softmaxCrossEntropy.js'
import { expectShape } from './expectShape.js'

/** A backend's kernel may answer more than the losses. */
const lossesOf = (answer: tf.Tensor | tf.Tensor[]): tf.Tensor =>
  Array.isArray(answer) ? (answer[0] as tf.Tensor) : answer

/**
 * Cross-entropy of the softmax of logits from integer labels, an example at a time: ℓ_i = log Σ_j exp z_ij − z_i,label(i). Its mean is the usual loss.
 *
 * One kernel forward and one backward where {@link enableTraining} gave the backend one, else composed. Memory: one number an example; the gradient keeps the
 * logits, and no one-hot matrix is made.
 *
 * @param labels int32, [...]; each in [0, classes). A label outside gives NaN with the kernel of wasm, and an example without its own logit when composed.
 * @param logits float32, [..., classes].
 *
 * @throws RangeError if the shape of the labels is not that of the logits without its last axis, or their type is not int32.
 *
 * @example
 * import { softmaxCrossEntropy } from '@momenta/training'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * softmaxCrossEntropy(tf.tensor1d([0], 'int32'), tf.tensor2d([[0, 0]])).dataSync() // => [0.6931472]
 */
export const softmaxCrossEntropy = (labels: tf.Tensor, logits: tf.Tensor): tf.Tensor => {
  expectShape('softmaxCrossEntropy', 'labels', labels, logits.shape.slice(0, -1))
  if (labels.dtype !== 'int32')
    throw new RangeError(
      `softmaxCrossEntropy: labels must be int32, got ${labels.dtype}; use tf.cast(labels, 'int32')`,
    )
  return hasKernel('SparseSoftmaxCrossEntropy')
    ? lossesOf(run<tf.Tensor | tf.Tensor[]>('SparseSoftmaxCrossEntropy', { labels, logits }))
    : composed(labels, logits)
}
