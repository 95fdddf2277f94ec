import * as tf from '@tensorflow/tfjs-core'

/**
 * The gradient of `tf.cumsum`: the sum in the other direction. TensorFlow.js's own also transposes
 * it if the axis is not the last one.
 */
export const cumsum: tf.GradConfig = {
  kernelName: 'Cumsum',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], { axis, exclusive, reverse }) => ({
    x: () => {
      const [along] = tf.util.parseAxisParam(axis as number, (x as tf.Tensor).shape) as [number]
      return tf.cumsum(dy as tf.Tensor, along, exclusive as boolean, !reverse)
    },
  }),
}
