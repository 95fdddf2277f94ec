import type { Iterate } from '@momenta/eager'
import writeFileAtomic from 'write-file-atomic'
import { failWith } from '../failWith.js'
import { toBytes } from '../toBytes.js'

/** What Node.js writes and reads at once. */
const most = 2 ** 31 - 1

/**
 * Writes an iterate to a safetensors file, atomically: to a temporary file beside it, then by
 * rename. Whenever the process ends, the file holds the old checkpoint or the new one, whole.
 *
 * @param path - The file, usually `*.safetensors`; its folder must exist.
 * @throws TypeError if the argument is not an iterate; Error with one line that names the file if
 *   it cannot be written, and the old file is unchanged.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { readCheckpoint, writeCheckpoint } from '@momenta/checkpoints/node'
 * import { eager } from '@momenta/eager'
 * import { adam } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const w = tf.tensor1d([1, 2])
 * const path = join(mkdtempSync(join(tmpdir(), 'run-')), 'run.safetensors')
 * await writeCheckpoint(path, eager(adam()).init({ w }))
 * const resumed = await readCheckpoint(adam(), path, { w })
 * resumed.params.w.dataSync() // => [1, 2]
 */
export const writeCheckpoint = async <P extends object>(
  path: string,
  iterate: Iterate<P>,
): Promise<void> => {
  const bytes = await toBytes(iterate)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length > most)
    failWith(
      'writeCheckpoint',
      path,
      'write',
      new Error(
        `it must have at most ${most} bytes, got ${buffer.length}; write toBytes(iterate) in parts, and read it by fromBytes`,
      ),
    )
  try {
    await writeFileAtomic(path, buffer)
  } catch (error) {
    failWith('writeCheckpoint', path, 'write', error)
  }
}
