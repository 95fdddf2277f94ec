import { hashIntegers, show } from '@momenta/options'
import * as tf from '@tensorflow/tfjs-core'
import { checkTensor } from '../checkArguments.js'

/** A uniform number in (0, 1) for each example, by its place: a counter-based generator. */
const uniform = (seed: number, count: number): Float32Array =>
  // 23 bits and a half, which float32 holds
  Float32Array.from(
    { length: count },
    (_, i) =>
      (((hashIntegers(seed, Math.floor(seed / 2 ** 32), i) >>> 0) % 2 ** 23) + 0.5) * 2 ** -23,
  )

/** The first class up to which the probabilities add up to more than the number of the example. */
const labelsOf = (logits: tf.Tensor, seed: number): tf.Tensor => {
  const classes = logits.shape.at(-1) as number
  const rows = tf.reshape(logits, [-1, classes])
  const [examples] = rows.shape
  const numbers = tf.tensor2d(uniform(seed, examples as number), [examples as number, 1])
  const below = tf.less(tf.cumsum(tf.softmax(rows), 1), numbers)
  // rounded probabilities may add up to less than 1
  const labels = tf.minimum(tf.sum(tf.cast(below, 'float32'), 1), classes - 1)
  return tf.reshape(labels, logits.shape.slice(0, -1))
}

/**
 * A tensor computed from another, as a constant to a gradient that is taken of what follows. A
 * comparison has no gradient, and tfjs throws where one lies on the way.
 */
const detached = (leaf: tf.Tensor, compute: (leaf: tf.Tensor) => tf.Tensor): tf.Tensor => {
  let held: tf.Tensor | undefined
  const { shape } = leaf
  // operations inside a custom gradient are not recorded
  tf.customGrad((inside) => {
    held = tf.keep(compute(inside as tf.Tensor))
    return { value: tf.scalar(0), gradFunc: () => tf.zeros(shape) }
  })(leaf)
  const constant = tf.clone(held as tf.Tensor)
  held?.dispose()
  return constant
}

/**
 * Draws a label for each example from the softmax of its logits, for the evaluations in which
 * `gaussNewtonBartlett` of @momenta/estimators asks for such.
 *
 * The numbers are a pure function of the seed and the place of the example. Gradients do not flow
 * through the labels. Nothing is read from a device.
 *
 * @param logits float32, [..., classes].
 * @param seed A non-negative integer: the argument `evaluation` of the loss.
 *
 * @returns int32, [...].
 *
 * @throws TypeError if the logits are no tensor, RangeError if they have no axis of classes or none
 *   of these, or the seed is not a non-negative integer.
 *
 * Source: Liu et al., arXiv 2305.14342, algorithm 2.
 *
 * @example
 * import { drawLabels } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * // almost certainly the second class, and the first
 * drawLabels(tf.tensor2d([[0, 50], [50, 0]]), 7).dataSync() // => [1, 0]
 */
export const drawLabels = (logits: tf.Tensor, seed: number): tf.Tensor => {
  checkTensor('drawLabels', 'logits', logits)
  if (!logits.shape.at(-1))
    throw new RangeError(
      `drawLabels: logits must have the shape [..., classes] with at least one class, got [${logits.shape}]`,
    )
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`drawLabels: seed must be a non-negative integer, got ${show(seed)}`)
  return tf.tidy(() => detached(logits, (leaf) => tf.cast(labelsOf(leaf, seed), 'int32')))
}
