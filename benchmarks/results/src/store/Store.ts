import type { Contents } from './Contents.js'
import type { Entry } from './Entry.js'
import type { ResultRecord } from './ResultRecord.js'

/** An open folder of results: its contents at opening, and the file of this process. */
export type Store = Contents & {
  readonly folder: string
  /** the file of this process */
  readonly file: string
  /**
   * The last `done` record of each finished key, including those appended since. A resumed run
   * skips these keys and repeats keys that have only a `start` or a `failed`.
   */
  readonly done: () => ReadonlyMap<string, ResultRecord>
  /**
   * Writes the entry as one complete line. `done` is on the disk when this returns, other entries
   * at most 5 seconds of appending later.
   *
   * @throws Error if the line cannot be written (no space left) or the store is closed; the run
   *   must then stop.
   */
  readonly append: (entry: Entry) => ResultRecord
  /**
   * Flushes everything to the disk, releases the lock, and removes the file if nothing was
   * appended. A second call does nothing.
   *
   * @throws Error, in one line, if the disk fails; the lock is released all the same.
   */
  readonly close: () => void
}
