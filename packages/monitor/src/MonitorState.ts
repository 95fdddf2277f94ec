import type { Ages } from './Ages.js'
import type { RunRecord } from './RunRecord.js'

/** The state of a monitor between two observations. Holds no tensors. */
export interface MonitorState {
  readonly step: number
  /** The parameters before the first step. */
  readonly start: Float64Array
  /** The parameters when they were last read. */
  readonly last: Float64Array
  /** The step at which `last` was read. */
  readonly lastStep: number
  readonly path: number
  /** One for each memory of the optimizer. */
  readonly ages: readonly Ages[]
  /** The step of the last record. */
  readonly recordedAt: number
  /** Numbers read since the last record. */
  readonly reads: number
  /** Milliseconds spent since the last record. */
  readonly milliseconds: number
  /** The record of this step, if one was due. */
  readonly record: RunRecord | undefined
}
