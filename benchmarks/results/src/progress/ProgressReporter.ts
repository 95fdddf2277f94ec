/** Reports the events of a run. */
export type ProgressReporter = {
  /** A unit of work starts. */
  readonly start: (unit: string) => void
  /** So much weight is done; the note describes the state of the current unit. */
  readonly advance: (weight: number, note?: string) => void
  /** So much weight was done by an earlier run: it counts as done, but not for the rate. */
  readonly resumed: (weight: number) => void
  /** So much more work became known: it is added to the total. */
  readonly expect: (weight: number) => void
  /** A remark on a line of its own. */
  readonly note: (text: string) => void
  /** A unit (default the current one) failed with so much weight undone (default 0). */
  readonly fail: (message: string, weight?: number, unit?: string) => void
  /** Ends the run: prints the last line and restores the terminal. Must be called at least once. */
  readonly done: () => void
}
