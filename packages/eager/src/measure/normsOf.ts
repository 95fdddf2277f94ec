import * as tf from '@tensorflow/tfjs-core'
import { squareSum } from './squareSum.js'
import { squaresOf } from './squaresOf.js'

/** Whether the backend keeps its data in this process, where sums are computed in float64. */
const runsOnHost = (): boolean => ['cpu', 'wasm'].includes(tf.getBackend())

const hostNorm = (values: Float32Array): number => Math.sqrt(squareSum(values))

/** The norms, from scaled sums of squares followed by their scales. */
const unscale = (read: ArrayLike<number>): readonly number[] => {
  const count = read.length / 2
  return Array.from({ length: count }, (_, i) => {
    const [sum, scale] = [read[i] as number, read[count + i] as number]
    return Math.sqrt(sum) / scale
  })
}

const measure = (leaves: readonly tf.Tensor[]): readonly number[] => {
  if (runsOnHost()) return leaves.map((leaf) => hostNorm(leaf.dataSync() as Float32Array))
  const squares = squaresOf(leaves)
  try {
    return unscale(squares.dataSync())
  } finally {
    squares.dispose()
  }
}

/**
 * The L2 norms of leaves, read synchronously.
 *
 * Computed in float64 on cpu and wasm (see {@link squareSum}); on other backends in float32 on the
 * device, in blocks, each leaf multiplied by a power of two so that no square overflows or
 * underflows. Infinite or NaN only if an element is.
 *
 * @throws Error on a backend that can only be read asynchronously, where `stepAsync` must be used.
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
    return measure(leaves)
  } catch (error) {
    throw new Error(
      `step: this backend cannot be read synchronously, and the optimizer needs norms; use stepAsync (${String(error)})`,
    )
  }
}

/**
 * The L2 norms of leaves, read asynchronously.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { normsOfAsync } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * await normsOfAsync([tf.tensor1d([3, 4])]) // => [5]
 */
export const normsOfAsync = async (leaves: readonly tf.Tensor[]): Promise<readonly number[]> => {
  if (runsOnHost())
    return Promise.all(leaves.map(async (leaf) => hostNorm((await leaf.data()) as Float32Array)))
  const squares = squaresOf(leaves)
  try {
    return unscale(await squares.data())
  } finally {
    squares.dispose()
  }
}
