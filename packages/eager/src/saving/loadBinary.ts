import { checkOptimizer, kindOf, type Optimizer } from '@momenta/core'
import type { Iterate } from '../Iterate.js'
import { fromBytes } from './binary.js'
import { failLoad } from './failLoad.js'
import { type LoadOptions, restored } from './restored.js'

/**
 * The iterate that `saveBinary` made bytes of, as `load` does it.
 *
 * @param bytes - A Uint8Array, as a Buffer of Node is too.
 * @throws TypeError, RangeError as `load`.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, loadBinary, saveBinary } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const w = tf.tensor1d([1, 2])
 * const bytes = await saveBinary(eager(sgd()).init({ w }))
 * loadBinary(sgd(), bytes, { w }).params.w.dataSync() // => [1, 2]
 */
export const loadBinary = <P extends object>(
  optimizer: Optimizer,
  bytes: Uint8Array,
  like: P,
  options: LoadOptions = {},
): Iterate<P> => {
  checkOptimizer('load', optimizer)
  if (!(bytes instanceof Uint8Array))
    return failLoad(`the bytes must be a Uint8Array, as saveBinary returns, got ${kindOf(bytes)}`)
  const { data, bytesOf } = fromBytes(bytes)
  return restored(optimizer, data, like, options, bytesOf)
}
