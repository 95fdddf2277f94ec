import * as tf from '@tensorflow/tfjs-core'

/** A tensor broadcast to a shape. `tf.broadcastTo` makes one element of a scalar where the shape has none. */
export const broadcast = (tensor: tf.Tensor, shape: readonly number[]): tf.Tensor => {
  if (tf.util.arraysEqual(tensor.shape, shape as number[])) return tensor
  return shape.includes(0)
    ? tf.zeros([...shape], tensor.dtype)
    : tf.broadcastTo(tensor, shape as never)
}
