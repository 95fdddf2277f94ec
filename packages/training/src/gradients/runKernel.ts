import * as tf from '@tensorflow/tfjs-core'

type Tensors = { readonly [name: string]: tf.Tensor }

/** Runs a kernel of the current backend on tensors, on the tape; one output or several. */
export const run = <A extends tf.Tensor | tf.Tensor[]>(
  name: string,
  inputs: Tensors,
  attrs: tf.NamedAttrMap = {},
): A => tf.engine().runKernel(name, inputs as tf.NamedTensorMap, attrs) as A
