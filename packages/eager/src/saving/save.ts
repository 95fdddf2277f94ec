import type { Iterate } from '../Iterate.js'
import { toBase64 } from './base64.js'
import { encoded } from './encoded.js'
import { mapValues } from './mapValues.js'
import { rawFrom } from './rawFrom.js'
import type { Saved } from './Saved.js'

/**
 * An iterate as plain JSON, to be written where the caller likes. The iterate stays as it is, and may be stepped on at once.
 *
 * All numbers come back bit for bit, through `JSON.stringify` and `JSON.parse` too: also minus zero and, in tensors, NaN and infinity. Running sums are saved, not
 * recomputed, so a run that is loaded goes on bit for bit. Tensors are base64 text, 5.4 characters a number; a JSON text holds at most about 100 million
 * numbers, beyond that use `saveBinary`. What it is a state of, the names and options of the optimizer's parts, is saved with it, and a checksum.
 *
 * @throws TypeError if the argument is no iterate, or a step consumed it.
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
  encoded(mapValues(await rawFrom(iterate), toBase64))
