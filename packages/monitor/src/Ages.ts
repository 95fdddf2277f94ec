/** What is known about the entries of a memory from observing it step by step. */
export interface Ages {
  /** The keys with which the entries were offered. */
  readonly offered: readonly number[]
  /** The step after which each entry was first observed. */
  readonly born: readonly number[]
  /** Number of entries replaced since the last record. */
  readonly replaced: number
}
