import type { Entry, Store } from '@momenta/bench-results'
import { messageOf } from './messageOf.js'

/** Writes results until something cannot be written. */
export interface ResultWriter {
  /** Writes a record; nothing once the writer has stopped. */
  readonly append: (entry: Entry) => void
  /** Stops: nothing more can be written, for the reason that one line gives. */
  readonly stop: (reason: string) => void
  /** Why it stopped; undefined while it has not. */
  readonly reason: () => string | undefined
  /** Aborted when it stops. */
  readonly signal: AbortSignal
}

/** A writer to a store. */
export const resultWriter = (store: Pick<Store, 'append'>): ResultWriter => {
  const stopping = new AbortController()
  let reason: string | undefined
  const stop = (why: string): void => {
    reason ??= why
    stopping.abort()
  }
  return {
    append: (entry) => {
      if (reason !== undefined) return
      try {
        store.append(entry)
      } catch (error) {
        stop(messageOf(error))
      }
    },
    stop,
    reason: () => reason,
    signal: stopping.signal,
  }
}
