import type { Unit } from '@momenta/bench-results'
import type { JsonRecord } from './Contender.js'

/** A record of numbers, finite or not. */
type Numbers = { readonly [name: string]: number }

/**
 * A unit of work. It is plain data, and its key in the results is made of task, config and seed.
 */
export interface Job<Config = JsonRecord> {
  /** The name of its task. */
  readonly task: string
  /** Everything that decides the outcome, except the seed. */
  readonly config: Config
  readonly seed: number
  /** For the progress line: `escape-ratio Adam+CM s=5`. */
  readonly label: string
  /** Estimated seconds on one core. */
  readonly cost: number
  /** What the results store and make its key of. Default its task, config and seed. */
  readonly unit?: Unit
  /** Jobs of one group depend on one another, so they are of one shard. Default its key. */
  readonly group?: string
}

/** The result of a job: numbers, and data for the figures. */
export interface Outcome<Data> {
  readonly values: Numbers
  readonly data: Data
}

/** A measurement during a job. */
export interface Metric {
  readonly step: number
  readonly values: Numbers
}

/** The values of finished jobs, by key. */
export type FinishedValues = ReadonlyMap<string, Numbers>

/** A finished job with its outcome. */
export interface Finished<Config, Data> extends Outcome<Data> {
  readonly job: Job<Config>
  readonly metrics: readonly Metric[]
}
