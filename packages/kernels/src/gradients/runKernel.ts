import * as tf from '@tensorflow/tfjs-core'

/** Runs a kernel of the current backend, recorded on the tape; it has one output or several. */
export const runKernel = <A extends tf.Tensor | tf.Tensor[]>(
  name: string,
  inputs: tf.NamedTensorMap,
  attrs: tf.NamedAttrMap = {},
): A => tf.engine().runKernel(name, inputs, attrs) as A
