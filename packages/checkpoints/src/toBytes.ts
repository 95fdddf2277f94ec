import { type Iterate, saveBinary } from '@momenta/eager'

/**
 * Saves an iterate (parameters, state, counters and the fingerprint of its optimizer) as the bytes
 * of a safetensors file. The iterate is not modified, and a step may consume it at once.
 *
 * Other readers of safetensors find the tensors by name: `params/LEAF`, `slots/PART/SLOT/LEAF` and
 * `entries/PART/INDEX/LEAF`. Memory: two copies of all tensors until it is done.
 *
 * @throws TypeError if the argument is not an iterate, or a step consumed it.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { fromBytes, toBytes } from '@momenta/checkpoints'
 * import { eager } from '@momenta/eager'
 * import { adam } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const w = tf.tensor1d([1, 2])
 * const bytes = await toBytes(eager(adam()).init({ w }))
 * fromBytes(adam(), bytes, { w }).params.w.dataSync() // => [1, 2]
 */
export const toBytes = <P extends object>(iterate: Iterate<P>): Promise<Uint8Array> =>
  saveBinary(iterate)
