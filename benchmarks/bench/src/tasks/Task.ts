import type { Section } from '@momenta/bench-figures'
import type { OptimizerSpec } from '@momenta/optimizers'

/** A JSON value. */
export type Json = number | string | boolean | null | readonly Json[] | { readonly [name: string]: Json }

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
  /** All that decides the outcome but the seed; the task's name is added by the runner. */
  readonly config: { readonly [name: string]: Json }
  readonly seed: number
  /** For the progress line: `escape Adam+CM s=5`. */
  readonly label: string
  /** Relative cost, for the ETA; seconds on one core, roughly. */
  readonly cost: number
}

/** What a finished work left in the results. */
export interface Finished {
  readonly work: Work
  readonly values: { readonly [name: string]: Json }
  /** Metrics by step, in order, if the work told any. */
  readonly metrics: readonly { readonly step: number; readonly values: { readonly [name: string]: Json } }[]
}

/** A task of the benchmark: an experiment on a surface or a data set, and its part of the report. */
export interface Task {
  readonly name: string
  readonly title: string
  /** What of the paper it repeats: `Fig. 5, 12`. */
  readonly source: string
  /** The works of a choice; pure. */
  readonly works: (choice: Choice) => readonly Work[]
  /** Does one work; may be long, and then tells metrics on the way. Answers the values of the `done` record. */
  readonly run: (
    work: Work,
    tell: (step: number, values: { readonly [name: string]: Json }) => void,
  ) => Promise<{ readonly [name: string]: Json }>
  /** The part of the report made of what is finished; must cope with missing works. */
  readonly section: (finished: readonly Finished[], choice: Choice) => Section
}
