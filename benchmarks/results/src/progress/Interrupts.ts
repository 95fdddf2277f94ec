/** A watch on SIGINT and SIGTERM. */
export type Interrupts = {
  /** aborted by the first signal: a run looks at it between two records */
  readonly signal: AbortSignal
  /** Ends the watch. */
  readonly dispose: () => void
}
