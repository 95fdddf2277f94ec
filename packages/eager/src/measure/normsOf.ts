import * as tf from '@tensorflow/tfjs-core'
import { squareSum } from './squareSum.js'
import { squaresOf } from './squaresOf.js'

/** Where the numbers lie in this process anyway, they are added up here, in float64. */
const isNear = (): boolean => ['cpu', 'wasm'].includes(tf.getBackend())

const nearNorm = (values: Float32Array): number => Math.sqrt(squareSum(values))

/** The norms, of scaled sums of squares and the scales behind them. */
const unscaled = (read: ArrayLike<number>): readonly number[] => {
  const count = read.length / 2
  return Array.from({ length: count }, (_, i) => {
    const [sum, scale] = [read[i] as number, read[count + i] as number]
    return Math.sqrt(sum) / scale
  })
}

const measured = (leaves: readonly tf.Tensor[]): readonly number[] => {
  if (isNear()) return leaves.map((leaf) => nearNorm(leaf.dataSync() as Float32Array))
  const squares = squaresOf(leaves)
  try {
    return unscaled(squares.dataSync())
  } finally {
    squares.dispose()
  }
}

/**
 * The L2 norms of leaves, read back at once.
 *
 * On cpu and wasm in float64, as {@link squareSum} says; elsewhere in float32 on the device, in blocks, each leaf multiplied
 * by a power of two so that no square overflows or vanishes. Infinite or NaN only if an element is.
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
    return measured(leaves)
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
export const normsOfAsync = async (leaves: readonly tf.Tensor[]): Promise<readonly number[]> => {
  if (isNear())
    return Promise.all(leaves.map(async (leaf) => nearNorm((await leaf.data()) as Float32Array)))
  const squares = squaresOf(leaves)
  try {
    return unscaled(await squares.data())
  } finally {
    squares.dispose()
  }
}
