import * as tf from '@tensorflow/tfjs-core'
import { squareSum } from './squareSum.js'
import { squaresOf } from './squaresOf.js'

const roots = (squares: ArrayLike<number>): readonly number[] => Array.from(squares, Math.sqrt)

/** Where the numbers lie in this process anyway, they are added up here, in float64. */
const isNear = (): boolean => ['cpu', 'wasm'].includes(tf.getBackend())

const read = (leaves: readonly tf.Tensor[]): ArrayLike<number> => {
  if (isNear()) return leaves.map((leaf) => squareSum(leaf.dataSync() as Float32Array))
  const squares = squaresOf(leaves)
  try {
    return squares.dataSync()
  } finally {
    squares.dispose()
  }
}

const readAsync = async (leaves: readonly tf.Tensor[]): Promise<ArrayLike<number>> => {
  if (isNear())
    return Promise.all(leaves.map(async (leaf) => squareSum((await leaf.data()) as Float32Array)))
  const squares = squaresOf(leaves)
  try {
    return await squares.data()
  } finally {
    squares.dispose()
  }
}

/**
 * The L2 norms of leaves, read back at once.
 *
 * On cpu and wasm in float64, as {@link squareSum} says; elsewhere in float32 on the device, in blocks.
 *
 * @throws Error on a backend that can only be read asynchronously; it names `stepAsync`.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { normsOf } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * normsOf([tf.tensor1d([3, 4]), tf.scalar(2)]) // => [5, 2]
 */
export const normsOf = (leaves: readonly tf.Tensor[]): readonly number[] => {
  try {
    return roots(read(leaves))
  } catch (error) {
    throw new Error(
      `step: this backend cannot be read synchronously, and the optimizer needs norms; use stepAsync (${String(error)})`,
    )
  }
}

/**
 * The L2 norms of leaves, read back when the backend has them.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { normsOfAsync } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * await normsOfAsync([tf.tensor1d([3, 4])]) // => [5]
 */
export const normsOfAsync = async (leaves: readonly tf.Tensor[]): Promise<readonly number[]> =>
  roots(await readAsync(leaves))
