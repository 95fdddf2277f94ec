import type { Iterate } from '../Iterate.js'
import { toBase64 } from './base64.js'
import { encode } from './encode.js'
import { mapValues } from './mapValues.js'
import { rawFrom } from './rawFrom.js'
import type { Saved } from './Saved.js'

/**
 * Saves an iterate as plain JSON. The iterate is not modified, and a step may consume it at once.
 *
 * All numbers are restored bit for bit, also through `JSON.stringify` and `JSON.parse`, including
 * -0 and, in tensors, NaN and infinity. Running sums are saved rather than recomputed, so a loaded
 * run continues bit for bit. Tensors are base64 strings, 5.4 characters per number; a JSON string
 * holds at most about 100 million numbers, beyond that use `saveBinary`. The names and options of
 * the optimizer's parts and a checksum are saved too.
 *
 * @throws TypeError if the argument is not an iterate, or a step consumed it.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { eager, load, save } from '@momenta/eager'
 * import { sgd } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const w = tf.tensor1d([1, 2])
 * const text = JSON.stringify(await save(eager(sgd()).init({ w })))
 * load(sgd(), JSON.parse(text), { w }).params.w.dataSync() // => [1, 2]
 */
export const save = async <P extends object>(iterate: Iterate<P>): Promise<Saved> =>
  encode(mapValues(await rawFrom(iterate), toBase64))
