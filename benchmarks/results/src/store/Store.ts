import type { Contents } from './Contents.js'
import type { Entry } from './Entry.js'
import type { ResultRecord } from './ResultRecord.js'

/** An open folder of results: what it held when it was opened, and this process's own file in it. */
export type Store = Contents & {
  readonly folder: string
  /** the file of this process */
  readonly file: string
  /**
   * The last `done` record of each finished key, those appended since included: a run that resumes skips
   * these keys and repeats the keys that have only a `start` or a `failed`.
   */
  readonly done: () => ReadonlyMap<string, ResultRecord>
  /**
   * Stamps the entry and writes it as one whole line; `done` is on the disk when this returns, the rest at
   * most 5 seconds of appending later.
   *
   * @throws Error if the line cannot be written (no space left) or the store is closed: a run whose results
   * are lost must not go on.
   */
  readonly append: (entry: Entry) => ResultRecord
  /**
   * Puts everything on the disk, gives the lock back and removes the file if nothing was appended; a second call does nothing.
   *
   * @throws Error, in one line, if the disk refuses; the lock is given back all the same.
   */
  readonly close: () => void
}
