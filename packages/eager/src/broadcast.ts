import * as tf from '@tensorflow/tfjs-core'

/**
 * A tensor broadcast to a shape, itself if it has it. `tf.broadcastTo` makes one element of a scalar where the shape has none.
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
    : tf.broadcastTo(tensor, shape as never)
}
