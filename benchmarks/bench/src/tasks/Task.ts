import type { Section } from '@momenta/bench-figures'
import type * as t from 'io-ts'
import type { MethodOrder } from '../methods/MethodOrder.js'
import type { Choice, PresetName } from './Choice.js'
import type { JsonRecord } from './Contender.js'
import type { Finished, FinishedValues, Job, Metric, Outcome } from './Job.js'
import type { JobContext } from './JobContext.js'

/** What a task is called. */
export interface TaskTitle {
  readonly name: string
  readonly title: string
  /** The part of the paper that it repeats: `Fig. 5, 12`. */
  readonly source: string
  /** Whether it is a toy experiment of the paper, whose claims the report checks. Default false. */
  readonly toy?: boolean
  /** The presets that run it by default. Default quick, default, full and smoke. */
  readonly presets?: readonly PresetName[]
}

/** A task of the benchmark: an experiment, and its section of the report. */
export interface Task<Config, Data> extends TaskTitle {
  /** The codec of the configs of its jobs. */
  readonly config: t.Type<Config, JsonRecord>
  /** The names of the values of an outcome. */
  readonly values: readonly string[]
  /** The codec of the data of an outcome; `t.undefined` without data. */
  readonly data: t.Type<Data, unknown>
  /** The jobs of a choice; pure. */
  readonly jobs: (choice: Choice) => readonly Job<Config>[]
  /** Jobs that follow from finished ones; pure, asked again whenever a job of the task ends. */
  readonly later?: (choice: Choice, finished: FinishedValues) => readonly Job<Config>[]
  /** The same job on another backend if only that is finished, else the job. Default the job. */
  readonly onAnyBackend?: (job: Job<Config>, finished: FinishedValues) => Job<Config>
  /**
   * Does a job: a pure function of its config and seed, except for measured times.
   *
   * @returns Its outcome; undefined if it was stopped, and is to be continued.
   */
  readonly run: (
    job: Job<Config>,
    report: (metric: Metric) => void,
    context: JobContext,
  ) => Promise<Outcome<Data> | undefined>
  /** The section of the report; jobs may be missing. */
  readonly section: (finished: readonly Finished<Config, Data>[], order: MethodOrder) => Section
}
