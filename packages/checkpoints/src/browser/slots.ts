import * as tf from '@tensorflow/tfjs-core'

/**
 * The two places of a checkpoint. A new one is written to the place that the newest complete one
 * does not use: the handlers of TensorFlow.js delete what was there if the storage is full.
 */
export const slotsOf = (who: string, url: string): readonly [string, string] => {
  if (typeof url !== 'string' || !/^(indexeddb|localstorage):\/\/.+/.test(url))
    throw new TypeError(
      `${who}: the address must be 'indexeddb://NAME' or 'localstorage://NAME', got ${JSON.stringify(url) ?? typeof url}`,
    )
  if (url.endsWith('~'))
    throw new TypeError(
      `${who}: the name of a checkpoint must not end in ~, which is the second place of another one, got ${JSON.stringify(url)}`,
    )
  if (tf.io.getSaveHandlers(url).length === 0)
    throw new Error(
      `${who}: ${url} needs a browser; in Node use @momenta/checkpoints/node with a path`,
    )
  return [url, `${url}~`]
}

/** A place in use: the bytes, and a number that rises with each checkpoint. */
export interface Slot {
  readonly url: string
  readonly sequence: number
  /** Undefined if the place was written in part or was changed. */
  readonly bytes: Uint8Array | undefined
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && /no model with name|Cannot find model/i.test(error.message)

const load = async (url: string): Promise<Slot | undefined> => {
  const damaged = { url, sequence: -1, bytes: undefined }
  try {
    const [handler] = tf.io.getLoadHandlers(url) as readonly tf.io.IOHandler[]
    const found = await handler?.load?.()
    const { sequence } = (found?.userDefinedMetadata ?? {}) as { readonly sequence?: unknown }
    if (typeof sequence !== 'number') return damaged
    return {
      url,
      sequence,
      bytes: new Uint8Array(tf.io.CompositeArrayBuffer.join(found?.weightData)),
    }
  } catch (error) {
    return isAbsent(error) ? undefined : damaged
  }
}

/** The places in use, the newest first and incomplete ones last. */
export const readSlots = async (urls: readonly string[]): Promise<readonly Slot[]> => {
  const slots = await Promise.all(urls.map(load))
  return slots.filter((slot) => slot !== undefined).sort((a, b) => b.sequence - a.sequence)
}

interface Page {
  readonly navigator?: {
    readonly storage?: {
      readonly estimate?: () => Promise<{ readonly quota?: number; readonly usage?: number }>
    }
  }
}

/** A full IndexedDB is an error before a write: TensorFlow.js may wait without end if one fails. */
const checkRoom = async (url: string, bytes: number): Promise<void> => {
  if (!url.startsWith('indexeddb://')) return
  const { navigator } = globalThis as Page
  const { quota = Infinity, usage = 0 } = (await navigator?.storage?.estimate?.()) ?? {}
  if (bytes > quota - usage) throw new Error(`the quota of ${quota} bytes is exceeded`)
}

/** Writes one place; the error is that of the handler. */
export const saveSlot = async (
  url: string,
  sequence: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> => {
  await checkRoom(url, bytes.length)
  const [handler] = tf.io.getSaveHandlers(url) as readonly tf.io.IOHandler[]
  await handler?.save?.({
    modelTopology: { format: 'momenta-checkpoint' },
    weightSpecs: [],
    weightData: bytes.buffer,
    userDefinedMetadata: { sequence },
  })
  // IndexedDB may accept a value and fail to commit it when the disk is full
  const written = (await load(url))?.bytes
  if (written?.length !== bytes.length || !written.every((byte, i) => byte === bytes[i]))
    throw new Error('the quota is exceeded: the checkpoint was not kept')
}

/** Empties a place; one that is empty stays so. */
export const removeSlot = async (url: string): Promise<void> => {
  try {
    await tf.io.removeModel(url)
  } catch (error) {
    if (isAbsent(error)) return
    // a damaged entry cannot be removed before it is written again
    await saveSlot(url, 0, new Uint8Array())
    await tf.io.removeModel(url)
  }
}
