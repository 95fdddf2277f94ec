import type { Section } from '@momenta/bench-figures'
import type { Json } from '@momenta/optimizers'
import type * as E from 'fp-ts/lib/Either.js'
import type { MethodOrder } from '../methods/MethodOrder.js'
import type { Choice } from './Choice.js'
import type { JsonRecord } from './Contender.js'
import type { FinishedValues, Job, Metric } from './Job.js'
import type { JobContext } from './JobContext.js'
import type { TaskTitle } from './Task.js'

/** An outcome as the results store it. */
export interface StoredOutcome {
  readonly values: { readonly [name: string]: number }
  readonly data?: Json
}

/** A finished job as the results store it. */
export interface StoredFinished extends StoredOutcome {
  readonly job: Job
  readonly metrics: readonly Metric[]
}

/**
 * A task whose configs and data are JSON: what the runner, the results and the report work with.
 */
export interface StoredTask extends TaskTitle {
  readonly jobs: (choice: Choice) => readonly Job<JsonRecord>[]
  readonly later?: (choice: Choice, finished: FinishedValues) => readonly Job<JsonRecord>[]
  readonly onAnyBackend?: (job: Job, finished: FinishedValues) => Job
  readonly run: (
    job: Job,
    report: (metric: Metric) => void,
    context: JobContext,
  ) => Promise<StoredOutcome | undefined>
  /** Checks an outcome that was read back; on the left one line says what is wrong. */
  readonly read: (outcome: StoredOutcome) => E.Either<string, StoredOutcome>
  readonly section: (finished: readonly StoredFinished[], order: MethodOrder) => Section
}
