import * as tf from '@tensorflow/tfjs-core'

const piecewiseConstant = (kernelName: string): tf.GradConfig => ({
  kernelName,
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({
    a: () => tf.zeros((a as tf.Tensor).shape),
    b: () => tf.zeros((b as tf.Tensor).shape),
  }),
})

const logicalNot: tf.GradConfig = {
  kernelName: 'LogicalNot',
  inputsToSave: ['x'],
  gradFunc: (_, [x]) => ({ x: () => tf.zeros((x as tf.Tensor).shape) }),
}

/**
 * Piecewise constant functions have the gradient 0 almost everywhere. TensorFlow.js has none, so
 * variants of relu, maxima and clipping throw.
 */
export const comparisons: readonly tf.GradConfig[] = [
  ...['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual'].map(piecewiseConstant),
  ...['LogicalAnd', 'LogicalOr'].map(piecewiseConstant),
  logicalNot,
]
