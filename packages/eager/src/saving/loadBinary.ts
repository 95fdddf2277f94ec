import { kindOf, type Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import type { Iterate } from '../Iterate.js'
import { failLoad } from './failLoad.js'
import { plainOf } from './plainOf.js'
import { type LoadOptions, restoreIterate } from './restoreIterate.js'
import { fromSafetensors } from './safetensors.js'

/**
 * Loads an iterate from the bytes of `saveBinary`; any change of them is an error. Checks and
 * options are those of `load`.
 *
 * @param bytes - A Uint8Array; a Buffer of Node is one.
 * @throws TypeError or RangeError, as `load`.
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
    return failLoad(`the bytes must be a Uint8Array that saveBinary returned, got ${kindOf(bytes)}`)
  const { data, bytesOf } = fromSafetensors(bytes)
  return restoreIterate(optimizer, plainOf(data), like, options, bytesOf)
}
