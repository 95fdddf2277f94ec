import * as tf from '@tensorflow/tfjs-core'
import { gradients } from './gradients/index.js'

/** The gradients that were there before, while ours are; TensorFlow.js keeps them once a process, so this is kept once a process too. */
let formers: readonly (tf.GradConfig | undefined)[] = []
let users = 0

const replace = (kernelName: string, gradient: tf.GradConfig | undefined): void => {
  if (tf.getGradient(kernelName) !== undefined) tf.unregisterGradient(kernelName)
  if (gradient !== undefined) tf.registerGradient(gradient)
}

/**
 * Registers gradients that can be differentiated again, for the whole process, until the function that it answers is called. Calls nest: the former gradients
 * return with the last one.
 *
 * TensorFlow.js 4.22 alone is wrong in silence for the second derivatives of sigmoid, tanh, exp, softmax, the exponent of pow and LSTM cells: a gradient that
 * saves its output takes it for a constant the second time. And it throws for convolutions by their filters, depthwise ones, pooling, elu, leakyRelu, selu,
 * prelu, maxima, minima, clipping and comparisons. First derivatives stay as they are (elu: to a rounding); they cost one more forward pass of the operations
 * whose output was saved. `tf.logSoftmax` and `tf.losses.softmaxCrossEntropy` cannot be mended from outside: use {@link logSoftmax} and
 * {@link softmaxCrossEntropy}. 3-D pooling and local response normalisation stay as they are.
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
  if (users++ === 0) {
    formers = gradients.map(({ kernelName }) => tf.getGradient(kernelName))
    for (const gradient of gradients) replace(gradient.kernelName, gradient)
  }
  let mine = true
  return () => {
    if (!mine) return
    mine = false
    if (--users > 0) return
    gradients.forEach(({ kernelName }, i) => {
      replace(kernelName, formers[i])
    })
  }
}
