import * as tf from '@tensorflow/tfjs-core'

type Leaves = { readonly [name: string]: tf.Tensor }

/** Parameters and gradients of one size. */
export interface Data {
  /** The number of parameters. */
  readonly size: number
  readonly params: Leaves
  readonly grads: Leaves
}

/** Random parameters and gradients: `size` numbers in `count` tensors of equal size. */
export const makeData = (size: number, count: number): Data => {
  const each = Math.floor(size / count)
  const leaves = (seed: number): Leaves =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `w${i}`,
        tf.randomNormal([each], 0, 1, 'float32', seed + i),
      ]),
    )
  return { size: each * count, params: leaves(1), grads: leaves(1001) }
}
