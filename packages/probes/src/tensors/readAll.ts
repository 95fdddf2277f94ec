import * as tf from '@tensorflow/tfjs-core'

/**
 * Runs a computation in a scope and reads the returned tensors into one float64 vector, in a single
 * transfer. No tensor is left.
 */
export const readAll = async (compute: () => readonly tf.Tensor[]): Promise<Float64Array> => {
  const joined = tf.tidy(() => {
    const parts = compute().map((each) => tf.reshape(each, [-1]))
    return parts.length === 0 ? tf.zeros([0]) : tf.concat(parts)
  })
  try {
    return Float64Array.from(await joined.data())
  } finally {
    tf.dispose(joined)
  }
}
