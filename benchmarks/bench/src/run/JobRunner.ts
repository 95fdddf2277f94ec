import type { Job, Metric } from '../tasks/Job.js'
import type { StoredOutcome } from '../tasks/StoredTask.js'

/** Does jobs one at a time: in this thread, or in a worker thread. */
export interface JobRunner {
  readonly run: (job: Job, report: (metric: Metric) => void) => Promise<StoredOutcome>
  readonly close: () => Promise<void>
}

/** A message to a worker thread. */
export interface Request {
  readonly job: Job
}

/** A message from a worker thread. */
export type Reply =
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'done'; readonly outcome: StoredOutcome }
  | { readonly kind: 'failed'; readonly message: string }
