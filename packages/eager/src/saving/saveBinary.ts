import type { Iterate } from '../Iterate.js'
import { toBytes } from './binary.js'
import { encoded } from './encoded.js'
import { rawFrom } from './rawFrom.js'

/**
 * An iterate as bytes, for `loadBinary`: what `save` returns in a quarter less space, faster, and without a limit of length but that of arrays.
 *
 * @throws TypeError if the argument is no iterate, or a step consumed it.
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
  toBytes(encoded(await rawFrom(iterate)))
