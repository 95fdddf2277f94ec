/** What a run tells its reporter. */
export type ProgressReporter = {
  /** This unit of work begins. */
  readonly start: (unit: string) => void
  /** So much weight is worked off; the note says where the unit in hand stands. */
  readonly advance: (weight: number, note?: string) => void
  /** So much weight was worked off by an earlier run: it counts as done, not for the rate. */
  readonly resumed: (weight: number) => void
  /** A remark of its own line. */
  readonly note: (text: string) => void
  /** The unit in hand failed and leaves so much weight undone, 0 by default. */
  readonly fail: (message: string, weight?: number) => void
  /** The run is over: shows the last line and gives the terminal back. Must be called, once or more. */
  readonly done: () => void
}
