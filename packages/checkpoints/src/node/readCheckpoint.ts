import { readFile } from 'node:fs/promises'
import type { Optimizer } from '@momenta/core'
import type { Iterate, LoadOptions } from '@momenta/eager'
import { failWith } from '../failWith.js'
import { fromBytes } from '../fromBytes.js'

/**
 * Reads an iterate from a file that `writeCheckpoint` wrote. Checks and options are those of
 * `fromBytes`.
 *
 * @param like - Parameters with the same tree and shapes; borrowed, their values are not read.
 * @throws Error with one line that names the file if it cannot be read, was changed, or does not
 *   belong to this optimizer and these parameters.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { readCheckpoint } from '@momenta/checkpoints/node'
 * import { adam } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const reading = readCheckpoint(adam(), 'none.safetensors', { w: tf.scalar(0) })
 * const message = await reading.catch((error: Error) => error.message)
 * typeof message === 'string' && message.includes('cannot read "none.safetensors"') // => true
 */
export const readCheckpoint = async <P extends object>(
  optimizer: Optimizer,
  path: string,
  like: P,
  options: LoadOptions = {},
): Promise<Iterate<P>> => {
  try {
    return fromBytes(optimizer, await readFile(path), like, options)
  } catch (error) {
    return failWith('readCheckpoint', path, 'read', error)
  }
}
