import * as tf from '@tensorflow/tfjs-core'

/**
 * The gradient of a sum or mean over axes. TensorFlow.js writes ones of the shape of x on the host
 * and uploads them, 50 MB for a map of EfficientNet; the backend fills them here.
 */
const spread = (kernelName: string, isMean: boolean): tf.GradConfig => ({
  kernelName,
  inputsToSave: ['x'],
  gradFunc: (dys, saved, attrs) => {
    const [dy, x] = [dys, ...saved] as [tf.Tensor, tf.Tensor]
    const axes = tf.util.parseAxisParam(attrs.axis as number | number[], x.shape)
    const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
    const count = axes.reduce((product, axis) => product * (x.shape[axis] as number), 1)
    return {
      x: () => {
        const each = tf.reshape(dy, kept)
        return tf.mul(isMean ? tf.div(each, count) : each, tf.fill(x.shape, 1))
      },
    }
  },
})

/** The gradients of sums and means. */
export const sums: readonly tf.GradConfig[] = [spread('Sum', false), spread('Mean', true)]
