import type { LeafMeasurement } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { measure, measureAsync } from './measure.js'

const norms = (leaves: readonly tf.Tensor[]): readonly LeafMeasurement<tf.Tensor>[] =>
  leaves.map((of) => ({ by: 'norm', of }))

/**
 * The L2 norms of leaves as a step measures them, read synchronously.
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
export const normsOf = (leaves: readonly tf.Tensor[]): readonly number[] => measure(norms(leaves))

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
export const normsOfAsync = (leaves: readonly tf.Tensor[]): Promise<readonly number[]> =>
  measureAsync(norms(leaves))
