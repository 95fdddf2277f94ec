/** A part of a list of jobs: the one with this index, from 0, of so many. */
export interface Shard {
  readonly index: number
  readonly count: number
}
