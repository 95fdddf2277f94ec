import { installCustomGradients } from './installation/installCustomGradients.js'
import { installGradients } from './installation/installGradients.js'

/** Once per process, as TensorFlow.js's registry of gradients. */
let restores: readonly (() => void)[] = []
let users = 0

/**
 * Registers gradients that can be differentiated again, for the whole process, until the returned
 * function is called. Calls nest: the last returned function restores the former gradients.
 *
 * TensorFlow.js 4.22 alone is silently wrong for the second derivatives of sigmoid, tanh, exp,
 * softmax, the exponent of pow and LSTM cells: a gradient that saves its output treats it as
 * constant in the second derivative. It throws for convolutions with respect to their filters,
 * depthwise convolutions, pooling, elu, leakyRelu, selu, prelu, maxima, minima, clipping and
 * comparisons. First derivatives do not change (elu: to rounding); they cost one more forward pass
 * of the operations whose output was saved. Convolutions with dilations, whose first gradient
 * TensorFlow.js rejects, have one.
 *
 * Operations made with `tf.customGrad` (`tf.logSoftmax`, `tf.losses.softmaxCrossEntropy`, your own)
 * run again when a gradient of their gradient is recorded, so they must be pure. Second derivatives
 * of 3-D convolution and pooling, resizing and local response normalization throw.
 *
 * If you register gradients in between, undo them in reverse order: the gradients that were found
 * are restored.
 *
 * @example
 * import '@momenta/register-gradients'
 * import { enableSecondOrder } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const second = tf.grad((x) => tf.grad((y) => tf.tanh(y))(x))
 * const restore = enableSecondOrder()
 * second(tf.scalar(1)).dataSync() // => [-0.6397]
 * restore()
 */
export const enableSecondOrder = (): (() => void) => {
  if (users++ === 0) restores = [installGradients(), installCustomGradients()]
  let mine = true
  return () => {
    if (!mine) return
    mine = false
    if (--users > 0) return
    for (const restore of restores) restore()
  }
}
