import * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from '../gradients/hasKernel.js'
import { runKernel } from '../gradients/runKernel.js'
import type { CrossEntropyOptions } from './CrossEntropyOptions.js'
import { checkFields, checkTensor } from './checkShape.js'
import { composeLosses } from './composed/softmaxCrossEntropy.js'
import { maskLosses } from './maskLosses.js'

const name = 'SparseSoftmaxCrossEntropy'

const runLosses = (labels: tf.Tensor, logits: tf.Tensor, ignoreIndex?: number): tf.Tensor => {
  if (!hasKernel(name) || labels.size === 0) return composeLosses(labels, logits)
  const attrs = ignoreIndex === undefined ? {} : { ignoreIndex }
  // the outputs besides the losses are for the gradient
  return tf.tidy(() => runKernel<[tf.Tensor]>(name, { labels, logits }, attrs)[0])
}

/**
 * Cross-entropy of the softmax of logits from integer labels, for each example: ℓ_i = log Σ_j exp
 * z_ij − z_i,label(i). Its mean is the usual loss.
 *
 * One kernel for each direction if {@link enableTraining} has registered them, else composed of
 * TensorFlow.js's operations. Memory: two numbers for each example; the gradient saves the logits,
 * and the kernels make no one-hot matrix. Logits of -Infinity mask their classes.
 *
 * An example whose label is `ignoreIndex` has the loss 0 and the gradient 0. To average over the
 * others as PyTorch does, divide the sum by their number. An empty batch has no losses. The mean
 * that can be differentiated twice is `meanCrossEntropy` of @momenta/second-order.
 *
 * @param labels int32, [...]; each in [0, classes) or `ignoreIndex`.
 * @param logits float32, [..., classes].
 *
 * @throws TypeError if labels or logits are no tensor, RangeError if the shape of the labels is not
 *   that of the logits without its last axis, a type is wrong, or a label is neither a class nor
 *   `ignoreIndex`. To check them, the labels are read on cpu, wasm and tensorflow. On other
 *   backends (webgpu, webgl) reading would wait for the device; there the loss and the gradient of
 *   such an example are NaN.
 *
 * @example
 * import { softmaxCrossEntropy } from '@momenta/kernels'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const logits = tf.tensor2d([[0, 0], [5, 1]])
 * softmaxCrossEntropy(tf.tensor1d([0, -100], 'int32'), logits).dataSync() // => [0.6931472, 0]
 */
export const softmaxCrossEntropy = (
  labels: tf.Tensor,
  logits: tf.Tensor,
  options: CrossEntropyOptions = {},
): tf.Tensor => {
  const who = 'softmaxCrossEntropy'
  checkFields(who, 'options', options)
  checkTensor(who, 'labels', labels)
  checkTensor(who, 'logits', logits)
  const { ignoreIndex = -100 } = options
  return maskLosses(who, labels, logits, ignoreIndex, runLosses, hasKernel(name))
}
