import * as tf from '@tensorflow/tfjs-core'

/** Tensors by name. */
export type Leaves = { readonly [name: string]: tf.Tensor }

/** Parameters and gradients of one size. */
export interface Data {
  /** The number of parameters. */
  readonly size: number
  readonly params: Leaves
  readonly grads: Leaves
}

/**
 * Random parameters and gradients: `size` numbers in `count` tensors of equal size.
 *
 * @param isSquare - Whether the tensors are square matrices, as large as there is room for. Default
 *   false.
 */
export const makeData = (size: number, count: number, isSquare = false): Data => {
  const most = Math.floor(size / count)
  const side = Math.floor(Math.sqrt(most))
  const shape: [number] | [number, number] = isSquare ? [side, side] : [most]
  const each = isSquare ? side ** 2 : most
  const leaves = (seed: number): Leaves =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `w${i}`,
        tf.randomNormal(shape, 0, 1, 'float32', seed + i),
      ]),
    )
  return { size: each * count, params: leaves(1), grads: leaves(1001) }
}
