import type * as tf from '@tensorflow/tfjs-core'

/** Tensors by name. */
export type Params = { readonly [name: string]: tf.Tensor }

/** A scalar function of parameters. */
export type Loss<P extends Params> = (params: P) => tf.Scalar
