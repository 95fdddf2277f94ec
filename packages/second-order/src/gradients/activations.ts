import * as tf from '@tensorflow/tfjs-core'

type Gradient = (dy: tf.Tensor, x: tf.Tensor, attrs: tf.NamedAttrMap) => tf.Tensor

/**
 * A gradient that saves the input. TensorFlow.js's own saves the output, which an outer gradient
 * takes for a constant.
 */
const fromInput = (kernelName: string, gradient: Gradient, input = 'x'): tf.GradConfig => ({
  kernelName,
  inputsToSave: [input],
  gradFunc: (dy, [x], attrs) => ({
    [input]: () => gradient(dy as tf.Tensor, x as tf.Tensor, attrs),
  }),
})

const sigmoid = fromInput('Sigmoid', (dy, x) => {
  const y = tf.sigmoid(x)
  return tf.mul(dy, tf.mul(y, tf.sub(1, y)))
})

const tanh = fromInput('Tanh', (dy, x) => tf.mul(tf.sub(1, tf.square(tf.tanh(x))), dy))

const exp = fromInput('Exp', (dy, x) => tf.mul(dy, tf.exp(x)))

const elu = fromInput('Elu', (dy, x) => {
  const below = tf.exp(tf.minimum(x, 0))
  return tf.mul(dy, tf.where(tf.greaterEqual(x, 0), tf.onesLike(x), below))
})

const softmax = fromInput(
  'Softmax',
  (dy, logits, { dim }) => {
    const y = tf.softmax(logits, dim as number)
    const product = tf.mul(dy, y)
    return tf.sub(product, tf.mul(tf.sum(product, [dim as number], true), y))
  },
  'logits',
)

/** Sigmoid, tanh, exp, elu and softmax. */
export const activations: readonly tf.GradConfig[] = [sigmoid, tanh, exp, elu, softmax]
