import type { ResultRecord } from './ResultRecord.js'

/** What a folder of results holds, and what had to be passed over to read it. */
export type Contents = {
  /** the union of all files, each record once, oldest first */
  readonly records: readonly ResultRecord[]
  /** how many whole lines are no record of this version: they stay where they are */
  readonly bad: number
  /** how many files end in an unfinished line */
  readonly torn: number
  /** one line of text for each file with something to report */
  readonly notes: readonly string[]
}
