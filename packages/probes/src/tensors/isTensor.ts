import * as tf from '@tensorflow/tfjs-core'

/** Whether a node of a tree is a tensor or a variable. */
export const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor
