import * as tf from '@tensorflow/tfjs-core'

/**
 * Broadcasts a tensor to a shape; returns the tensor itself if it has that shape. Unlike
 * `tf.broadcastTo`, a scalar broadcast to a shape without elements has none.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { broadcast } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * broadcast(tf.scalar(2), [3]).dataSync() // => [2, 2, 2]
 * broadcast(tf.scalar(2), [0]).shape // => [0]
 */
export const broadcast = (tensor: tf.Tensor, shape: readonly number[]): tf.Tensor => {
  if (tf.util.arraysEqual(tensor.shape, shape as number[])) return tensor
  return shape.includes(0)
    ? tf.zeros([...shape], tensor.dtype)
    : tf.broadcastTo(tensor, shape as number[])
}
