import type { Arithmetic } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'
import { broadcast } from '../broadcast.js'

/**
 * Elementwise arithmetic on tensors, by functional tfjs operations on the current backend.
 *
 * The backends of tfjs differ in max, min and sign of NaN (and on wasm the sign of numbers below
 * 1e-7 is 0), so these are composed of comparisons: `max(a, b)` is `a < b ? b : a`.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { tensors } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * tensors.max(tf.tensor1d([1, 5]), tf.tensor1d([3, 2])).dataSync() // => [3, 5]
 */
export const tensors: Arithmetic<tf.Tensor> = {
  of: (n) => tf.scalar(n),
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  max: (a, b) => choose(tf.less(a, b), b, a),
  min: (a, b) => choose(tf.less(b, a), b, a),
  sqrt: (a) => tf.sqrt(a),
  abs: (a) => tf.abs(a),
  sign: (a) => tf.sub(tf.cast(tf.greater(a, 0), 'float32'), tf.cast(tf.less(a, 0), 'float32')),
  neg: (a) => tf.neg(a),
}

/** `tf.where` does not broadcast its two values to the shape of the condition. */
const choose = (condition: tf.Tensor, yes: tf.Tensor, no: tf.Tensor): tf.Tensor =>
  tf.where(condition, broadcast(yes, condition.shape), broadcast(no, condition.shape))
