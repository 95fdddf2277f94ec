import * as tf from '@tensorflow/tfjs-core'

/** A leaf: a tensor. */
export const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/** What leaves are called in an error. */
export const tensorsAre = 'tensors (as tf.tensor makes them)'
