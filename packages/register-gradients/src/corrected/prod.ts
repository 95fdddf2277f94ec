import * as tf from '@tensorflow/tfjs-core'

type Axes = number[] | number | undefined

/** dx_i = dy Π_{j ≠ i} x_j, as the product of the factors before i and after i: exact for zeros. */
const multiplyOthers = (x: tf.Tensor, dy: tf.Tensor, axis: Axes): tf.Tensor => {
  const axes = tf.util.parseAxisParam(axis as number[], x.shape)
  const kept = x.shape.map((_, i) => i).filter((i) => !axes.includes(i))
  const order = [...kept, ...axes]
  const last = tf.transpose(x, order)
  const n = tf.util.sizeFromShape(axes.map((i) => x.shape[i] as number))
  const rows = tf.util.sizeFromShape(kept.map((i) => x.shape[i] as number))
  const flat = tf.reshape(last, [rows, n])
  const others = tf.mul(tf.cumprod(flat, 1, true, false), tf.cumprod(flat, 1, true, true))
  const dflat = tf.mul(tf.reshape(dy, [rows, 1]), others)
  return tf.transpose(
    tf.reshape(dflat, last.shape),
    order.map((_, i) => order.indexOf(i)),
  )
}

/**
 * The gradient of `tf.prod`. TensorFlow.js's own calls `x.reshape`, which tfjs-core alone does not
 * have, and fails for negative axes.
 */
export const prod: tf.GradConfig = {
  kernelName: 'Prod',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { axis }) => ({
    x: () => multiplyOthers(x as tf.Tensor, dy as tf.Tensor, axis as Axes),
  }),
}
