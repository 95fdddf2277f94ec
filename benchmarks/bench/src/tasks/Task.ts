import type { Section } from '@momenta/bench-figures'
import type { Json, OptimizerSpec } from '@momenta/optimizers'
import type { ReadOutcome } from './outcomeOf.js'

/** A record of JSON values. */
export type JsonRecord = { readonly [name: string]: Json }

/** A record of numbers, finite or not. */
type Numbers = { readonly [name: string]: number }

/** An optimizer under test: the name that figures and tables show, and its definition. */
export interface Contender {
  readonly name: string
  readonly spec: OptimizerSpec
}

/** What the user chose on the command line; absent means the preset's own choice. */
export interface Choice {
  readonly preset: 'quick' | 'default' | 'full'
  readonly contenders?: readonly Contender[]
  readonly seeds?: number
  readonly backend?: string
}

/** One piece of work, done once and never repeated: pure data, from which its key in the results is made. */
export interface Work {
  /** The name of its task. */
  readonly task: string
  /** All that decides the outcome but the seed. */
  readonly config: JsonRecord
  readonly seed: number
  /** For the progress line: `escape-ratio Adam+CM s=5`. */
  readonly label: string
  /** Seconds on one core, roughly; for the ETA. */
  readonly cost: number
}

/** What a work answers: numbers, and data for the figures. */
export interface Outcome {
  readonly values: Numbers
  readonly data?: Json
}

/** A measurement on the way. */
export interface Metric {
  readonly step: number
  readonly values: Numbers
}

/** A work that is done, as the results hold it. */
export interface Finished extends Outcome {
  readonly work: Work
  readonly metrics: readonly Metric[]
}

/** A task of the benchmark: an experiment, and its part of the report. */
export interface Task {
  readonly name: string
  readonly title: string
  /** What of the paper it repeats: `Fig. 5, 12`. */
  readonly source: string
  /** The works of a choice; pure. */
  readonly works: (choice: Choice) => readonly Work[]
  /** Does one work, a pure function of config and seed but for the clock; may tell metrics on the way. */
  readonly run: (work: Work, tell: (metric: Metric) => void) => Promise<Outcome>
  /** An outcome as the results hold it: a line that other code wrote may be of another shape. */
  readonly read: ReadOutcome
  /** The part of the report made of what is finished; copes with works that are missing. */
  readonly section: (finished: readonly Finished[]) => Section
}
