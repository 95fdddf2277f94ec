import type { Ages } from './agesAfter.js'
import type { RunRecord } from './RunRecord.js'
import type { Watched } from './Watched.js'

/** What a monitor knows of a run so far. Holds no tensors. */
export interface Seen {
  readonly step: number
  readonly start: Float64Array
  readonly last: Float64Array
  /** The step at which `last` was read. */
  readonly lastStep: number
  readonly path: number
  readonly ages: readonly Ages[]
  readonly recordedAt: number
  readonly reads: number
  readonly milliseconds: number
  /** The record of this step, if one was due. */
  readonly record: RunRecord | undefined
}

/** Watches a run: a fold over its iterates. */
export interface Monitor {
  /** Before the first step. */
  readonly start: (iterate: Watched) => Promise<Seen>
  /** After each step; reads, never changes, and must be awaited before the iterate is consumed. */
  readonly see: (seen: Seen, iterate: Watched) => Promise<Seen>
}
