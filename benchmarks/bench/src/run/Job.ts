import type { Metric, Outcome, Work } from '../tasks/Task.js'

/** Something that does works, one at a time: this thread, or another. */
export interface Job {
  readonly run: (work: Work, tell: (metric: Metric) => void) => Promise<Outcome>
  readonly close: () => Promise<void>
}

/** What a thread is told. */
export interface Order {
  readonly work: Work
}

/** What a thread tells. */
export type Told =
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly message: string }
