import type * as tf from '@tensorflow/tfjs-core'

/** Tensors by name, nested as the layers are: the form that optimizers take. */
export interface Tensors {
  readonly [name: string]: tf.Tensor | Tensors
}

/** The tensor of a name; the layers and their parameters are made together, so that it is there. */
export const tensorAt = <R extends tf.Rank = tf.Rank>(
  tensors: Tensors,
  name: string,
): tf.Tensor<R> => tensors[name] as tf.Tensor<R>

/** The tensors of a layer inside another. */
export const tensorsAt = (tensors: Tensors, name: string): Tensors => tensors[name] as Tensors
