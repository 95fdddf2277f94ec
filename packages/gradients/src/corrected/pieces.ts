import * as tf from '@tensorflow/tfjs-core'

/** A single output has its gradient alone, not in a list; TensorFlow.js's own gradients need one. */
const listed = (dy: tf.Tensor | tf.Tensor[]): tf.Tensor[] => (Array.isArray(dy) ? dy : [dy])

/** The gradients of `tf.split` and `tf.unstack`, also into a single piece. */
export const pieces: readonly tf.GradConfig[] = [
  {
    kernelName: 'SplitV',
    gradFunc: (dy, _, { axis }) => ({ x: () => tf.concat(listed(dy), axis as number) }),
  },
  {
    kernelName: 'Unpack',
    gradFunc: (dy, _, { axis }) => ({ value: () => tf.stack(listed(dy), axis as number) }),
  },
]
