import { installCustomGradients } from './installation/installCustomGradients.js'
import { installGradients } from './installation/installGradients.js'

/** TensorFlow.js keeps its gradients once a process, so what puts the former ones back is kept once a process too. */
let restores: readonly (() => void)[] = []
let users = 0

/**
 * Registers gradients that can be differentiated again, for the whole process, until the function that it answers is called. Calls nest: the former gradients
 * return with the last one.
 *
 * TensorFlow.js 4.22 alone is wrong in silence for the second derivatives of sigmoid, tanh, exp, softmax, the exponent of pow and LSTM cells: a gradient that
 * saves its output takes it for a constant the second time. And it throws for convolutions by their filters, depthwise ones, pooling, elu, leakyRelu, selu,
 * prelu, maxima, minima, clipping and comparisons. First derivatives stay as they are (elu: to a rounding); they cost one more forward pass of the operations
 * whose output was saved. Convolutions with dilations, whose first gradient TensorFlow.js refuses, have one.
 *
 * Operations made with `tf.customGrad` (`tf.logSoftmax`, `tf.losses.softmaxCrossEntropy`, your own) are run once more where a gradient of their gradient is
 * recorded, so they must be pure: the same tensors whenever they are called. 3-D convolution and pooling, resizing and local response normalisation stay as
 * they are: their second derivatives throw.
 *
 * Put back in the reverse order what else you register meanwhile: the former gradients return as they were found.
 *
 * @example
 * import '@momenta/gradients'
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
