import * as tf from '@tensorflow/tfjs-core'

/** Whether a node of a tree is a leaf, that is, a tensor. */
export const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/** The name of leaves in errors. */
export const tensorsAre = 'tensors (such as tf.tensor returns)'
