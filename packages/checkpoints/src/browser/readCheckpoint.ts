import type { Optimizer } from '@momenta/core'
import type { Iterate, LoadOptions } from '@momenta/eager'
import { failWith } from '../failWith.js'
import { fromBytes } from '../fromBytes.js'
import { readSlots, slotsOf } from './slots.js'

/**
 * Reads an iterate that `writeCheckpoint` wrote to the storage of the browser. Checks and options
 * are those of `fromBytes`. If a write was interrupted, it is the checkpoint before.
 *
 * @param url - `indexeddb://NAME` or `localstorage://NAME`.
 * @param like - Parameters with the same tree and shapes; borrowed, their values are not read.
 * @throws Error with one line that names the address if there is no checkpoint (see
 *   `hasCheckpoint`), it was changed, or it does not belong to this optimizer and these parameters.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { readCheckpoint } from '@momenta/checkpoints/browser'
 * import { adam } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * await readCheckpoint(adam(), 'run.safetensors', { w: tf.scalar(0) }) // => throws indexeddb://NAME
 */
export const readCheckpoint = async <P extends object>(
  optimizer: Optimizer,
  url: string,
  like: P,
  options: LoadOptions = {},
): Promise<Iterate<P>> => {
  const slots = await readSlots(slotsOf('readCheckpoint', url))
  if (slots.length === 0)
    failWith('readCheckpoint', url, 'read', new Error('there is no checkpoint of this name'))
  const errors: unknown[] = []
  for (const { bytes } of slots) {
    try {
      if (bytes === undefined) throw new Error('the checkpoint is incomplete or was changed')
      return fromBytes(optimizer, bytes, like, options)
    } catch (error) {
      errors.push(error)
    }
  }
  return failWith('readCheckpoint', url, 'read', errors[0])
}
