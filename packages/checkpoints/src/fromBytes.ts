import type { Optimizer } from '@momenta/core'
import { type Iterate, type LoadOptions, loadBinary } from '@momenta/eager'

/**
 * Loads an iterate from the bytes of {@link toBytes}. On cpu and wasm the run continues bit for
 * bit. The bytes need not be trusted: any change of them is an error, and so are another optimizer,
 * other names and other shapes.
 *
 * @param optimizer - The optimizer that was saved; hyperparameters may differ.
 * @param bytes - A Uint8Array; a Buffer of Node is one.
 * @param like - Parameters with the same tree and shapes; borrowed, their values are not read.
 * @param options - `hyperparameters`: `'saved'` (default) continues with those of the run, also if
 *   they were changed during training; `'new'` with those of the optimizer given.
 * @throws TypeError or RangeError with one line that begins with `load:`. No tensor leaks.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { fromBytes, toBytes } from '@momenta/checkpoints'
 * import { eager, readHyperparameters } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const params = { w: tf.tensor1d([1, 2]) }
 * const bytes = await toBytes(eager(sgd({ learningRate: 0.1, momentum: 0 })).init(params))
 * const slower = sgd({ learningRate: 0.01, momentum: 0 })
 * const loaded = fromBytes(slower, bytes, params, { hyperparameters: 'new' })
 * readHyperparameters(slower, loaded)['scaleByLearningRate.learningRate'] // => 0.01
 */
export const fromBytes = <P extends object>(
  optimizer: Optimizer,
  bytes: Uint8Array,
  like: P,
  options: LoadOptions = {},
): Iterate<P> => loadBinary(optimizer, bytes, like, options)
