import { type LineReducer, reduceAxes, reducedShape } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import { runsOnHost } from '../measure/runsOnHost.js'

/** The maximum over axes; NaN if an element is, on every backend. */
const maximumOver = (a: tf.Tensor, axes: number[]): tf.Tensor => {
  const hasNaN = tf.any(tf.notEqual(a, a), axes, true)
  const maximum = tf.max(a, axes, true)
  return tf.where(hasNaN, tf.fill(maximum.shape, Number.NaN), maximum)
}

/**
 * Reduces a tensor over axes, which keep length 1: on cpu and wasm in float64 and the order of
 * `reduceAxes`, on other backends in float32 on the device.
 */
export const reduceOver = (by: LineReducer, a: tf.Tensor, axes: readonly number[]): tf.Tensor => {
  const shape = [...reducedShape(a.shape, axes)]
  if (axes.length === 0) return a
  if (a.size === 0) return tf.zeros(shape)
  if (runsOnHost()) {
    const values = a.dataSync() as Float32Array
    return tf.tensor(Float32Array.from(reduceAxes(by, values, a.shape, axes)), shape)
  }
  const own = [...axes]
  if (by === 'maximum') return maximumOver(a, own)
  return by === 'sum' ? tf.sum(a, own, true) : tf.mean(a, own, true)
}
