import type * as tf from '@tensorflow/tfjs-core'
import { squaresOf } from './squaresOf.js'

const roots = (squares: ArrayLike<number>): readonly number[] => Array.from(squares, Math.sqrt)

/**
 * The L2 norms of leaves, read back at once.
 *
 * @throws Error on a backend that can only be read asynchronously; it names `stepAsync`.
 */
export const normsOf = (leaves: readonly tf.Tensor[]): readonly number[] => {
  const squares = squaresOf(leaves)
  try {
    return roots(squares.dataSync())
  } catch (error) {
    throw new Error(
      `step: this backend cannot be read synchronously, and the optimizer needs norms; use stepAsync (${String(error)})`,
    )
  } finally {
    squares.dispose()
  }
}

/** The L2 norms of leaves, read back when the backend has them. */
export const normsOfAsync = async (leaves: readonly tf.Tensor[]): Promise<readonly number[]> => {
  const squares = squaresOf(leaves)
  try {
    return roots(await squares.data())
  } finally {
    squares.dispose()
  }
}
