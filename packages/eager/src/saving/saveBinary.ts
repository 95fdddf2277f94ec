import type { Iterate } from '../Iterate.js'
import { toBytes } from './binary.js'
import { encode } from './encode.js'
import { rawFrom } from './rawFrom.js'

/**
 * Saves an iterate as bytes, for `loadBinary`. Faster than `save` and a quarter smaller; the only
 * limit of size is that of arrays.
 *
 * @throws TypeError if the argument is not an iterate, or a step consumed it.
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
export const saveBinary = async <P extends object>(iterate: Iterate<P>): Promise<Uint8Array> =>
  toBytes(encode(await rawFrom(iterate)))
