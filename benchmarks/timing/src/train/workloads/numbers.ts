import { standardNormal } from '@momenta/core'
import * as tf from '@tensorflow/tfjs-core'

/** Draws tensors, each from the next seed. */
export interface Numbers {
  /**
   * Normal with standard deviation √(2 / fan-in); fan-in is the product of all axes but the last.
   */
  readonly weights: <R extends tf.Rank>(...shape: tf.ShapeMap[R]) => tf.Variable<R>
  readonly zeros: (size: number) => tf.Variable<tf.Rank.R1>
  readonly ones: (size: number) => tf.Variable<tf.Rank.R1>
  readonly normal: <R extends tf.Rank>(...shape: tf.ShapeMap[R]) => tf.Tensor<R>
  /** Integers in [0, below). */
  readonly integers: (below: number, size: number) => tf.Tensor1D
  /** All variables so far. */
  readonly variables: tf.Variable[]
}

/** Draws tensors from consecutive seeds. */
export const numbers = (first: number): Numbers => {
  let seed = first
  const variables: tf.Variable[] = []
  const kept = <R extends tf.Rank>(tensor: tf.Tensor<R>) => {
    const variable = tf.variable(tensor)
    variables.push(variable as tf.Tensor as tf.Variable)
    return variable
  }
  const drawn = (shape: readonly number[], scale: number) => {
    const values = standardNormal(
      seed++,
      shape.reduce((a, b) => a * b, 1),
    )
    return tf.tensor(
      Float32Array.from(values, (n) => n * scale),
      [...shape],
    )
  }
  const fan = (shape: readonly number[]) => shape.slice(0, -1).reduce((a, b) => a * b, 1)
  return {
    weights: <R extends tf.Rank>(...shape: tf.ShapeMap[R]) =>
      kept(drawn(shape, Math.sqrt(2 / fan(shape))) as tf.Tensor<R>),
    zeros: (size) => kept(tf.zeros<tf.Rank.R1>([size])),
    ones: (size) => kept(tf.ones<tf.Rank.R1>([size])),
    normal: <R extends tf.Rank>(...shape: tf.ShapeMap[R]) => drawn(shape, 1) as tf.Tensor<R>,
    integers: (below, size) => {
      const values = standardNormal(seed++, size)
      return tf.tensor1d(
        Int32Array.from(values, (n) => Math.floor(Math.abs(n) * 1e6) % below),
        'int32',
      )
    },
    variables,
  }
}
