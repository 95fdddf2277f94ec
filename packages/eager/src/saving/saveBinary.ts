import type { Iterate } from '../Iterate.js'
import { encode } from './encode.js'
import { rawFrom } from './rawFrom.js'
import { toSafetensors } from './safetensors.js'

/**
 * Saves an iterate as the bytes of a safetensors file, for `loadBinary`. Faster than `save` and a
 * quarter smaller; the only limit of size is that of arrays.
 *
 * Other readers of safetensors find the tensors by name: `params/LEAF`, `slots/PART/SLOT/LEAF` and
 * `entries/PART/INDEX/LEAF`, where PART is the index of a part in the chain, and in SLOT a
 * slash is `%2F`. All else is JSON in the metadata `momenta`.
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
  toSafetensors(encode(await rawFrom(iterate)))
