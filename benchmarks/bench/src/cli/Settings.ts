import type { BackendName } from '@momenta/bench-backends'
import type { Shard } from '@momenta/bench-results'
import type { PresetName } from '../tasks/Choice.js'
import type { Contender } from '../tasks/Contender.js'
import type { StoredTask } from '../tasks/StoredTask.js'

/** The decoded command line. */
export interface Settings {
  readonly tasks: readonly StoredTask[]
  readonly preset: PresetName
  readonly contenders?: readonly Contender[]
  readonly seeds?: number
  /** The settings of the paper's grid that training searches. */
  readonly search?: number
  readonly backend?: BackendName
  readonly out: string
  /** The number of jobs that run at a time. */
  readonly processes: number
  /** Minutes between two checkpoints of a long job. */
  readonly minutes: number
  /** Whether monitors measure each epoch of training. */
  readonly monitor: boolean
  /** Does this part of the jobs. Default all. */
  readonly shard?: Shard
  readonly quiet: boolean
  readonly json: boolean
  readonly reportOnly: boolean
}
