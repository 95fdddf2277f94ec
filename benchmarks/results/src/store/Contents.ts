import type { ResultRecord } from './ResultRecord.js'

/** The contents of a folder of results, and what was skipped. */
export type Contents = {
  /** the union of all files, each record once, oldest first */
  readonly records: readonly ResultRecord[]
  /** the number of complete lines that are not records of this version; they stay in the files */
  readonly bad: number
  /** the number of files that end in an incomplete line */
  readonly torn: number
  /** one line for each file with a problem */
  readonly notes: readonly string[]
}
