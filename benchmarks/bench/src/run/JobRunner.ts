import type { FailureScope } from '@momenta/bench-results'
import type { Job, Metric } from '../tasks/Job.js'
import type { JobContext } from '../tasks/JobContext.js'
import type { StoredOutcome } from '../tasks/StoredTask.js'

/** Does jobs one at a time: in this process, or in one of its own. */
export interface JobRunner {
  /** @returns The outcome of the job; undefined if it was stopped, and is to be continued. */
  readonly run: (
    job: Job,
    report: (metric: Metric) => void,
    context: JobContext,
  ) => Promise<StoredOutcome | undefined>
  readonly close: () => Promise<void>
}

/** A message to the process of a job. */
export type Request =
  | {
      readonly kind: 'run'
      readonly job: Job
      /** The part of its context that is data. */
      readonly shared: Omit<JobContext, 'signal' | 'advance'>
    }
  | { readonly kind: 'stop' }

/** A message from the process of a job. */
export type Reply =
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'advance'; readonly share: number; readonly note: string }
  | { readonly kind: 'done'; readonly outcome: StoredOutcome | undefined }
  | { readonly kind: 'failed'; readonly message: string; readonly scope: FailureScope }
