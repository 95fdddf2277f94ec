import type { Iterate } from '@momenta/eager'
import { failWith } from '../failWith.js'
import { toBytes } from '../toBytes.js'
import { readSlots, removeSlot, saveSlot, slotsOf } from './slots.js'

/** The last running write of each address: writes to one address wait for one another. */
const turns = new Map<string, Promise<void>>()

const isFull = (error: unknown): boolean =>
  error instanceof Error && /quota/i.test(`${error.name} ${error.message}`)

const write = async (
  urls: readonly [string, string],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> => {
  const [newest] = (await readSlots(urls)).filter((slot) => slot.bytes !== undefined)
  const [url, other] = newest?.url === urls[0] ? [urls[1], urls[0]] : urls
  try {
    await saveSlot(url, (newest?.sequence ?? 0) + 1, bytes)
  } catch (error) {
    await removeSlot(url).catch(() => {})
    const old = newest === undefined ? '' : '; the old checkpoint is unchanged'
    const reason = isFull(error)
      ? new Error(
          `the storage is full: the checkpoint has ${bytes.length} bytes, and the old one is kept until the new one is complete${old}${url.startsWith('localstorage') ? '; free some, or use indexeddb://' : '; free some'}`,
        )
      : error
    failWith('writeCheckpoint', urls[0], 'write', reason)
  }
  // the next write removes what cannot be removed now
  await removeSlot(other).catch(() => {})
}

/**
 * Writes an iterate to the storage of the browser, through the handlers of TensorFlow.js. The old
 * checkpoint is deleted only after the new one was read back, so a full storage and a closed tab
 * lose none; the storage must have room for both. localStorage has about 5 MB for a page.
 *
 * @param url - `indexeddb://NAME` or `localstorage://NAME`.
 * @throws TypeError if the argument is not an iterate or not such an address; Error with one line
 *   that names the address if it cannot be written, and the old checkpoint is unchanged.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { writeCheckpoint } from '@momenta/checkpoints/browser'
 * import { eager } from '@momenta/eager'
 * import { adam } from '@momenta/optimizers'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const iterate = eager(adam()).init({ w: tf.tensor1d([1, 2]) })
 * await writeCheckpoint('indexeddb://run', iterate) // => throws needs a browser
 */
export const writeCheckpoint = async <P extends object>(
  url: string,
  iterate: Iterate<P>,
): Promise<void> => {
  const urls = slotsOf('writeCheckpoint', url)
  const bytes = (await toBytes(iterate)).slice()
  const turn = (turns.get(url) ?? Promise.resolve()).then(() => write(urls, bytes))
  const settled = turn.catch(() => {})
  turns.set(url, settled)
  try {
    await turn
  } finally {
    if (turns.get(url) === settled) turns.delete(url)
  }
}
