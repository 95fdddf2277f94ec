import * as tf from '@tensorflow/tfjs-core'

/** The gradient of a single output is not in a list, which TensorFlow.js's own gradients expect. */
const toList = (dy: tf.Tensor | tf.Tensor[]): tf.Tensor[] => (Array.isArray(dy) ? dy : [dy])

/** The gradients of `tf.split` and `tf.unstack`, also into a single piece. */
export const pieces: readonly tf.GradConfig[] = [
  {
    kernelName: 'SplitV',
    gradFunc: (dy, _, { axis }) => ({ x: () => tf.concat(toList(dy), axis as number) }),
  },
  {
    kernelName: 'Unpack',
    gradFunc: (dy, _, { axis }) => ({ value: () => tf.stack(toList(dy), axis as number) }),
  },
]
