/** The options of {@link onInterrupt}. */
export type InterruptOptions = {
  /** the command that resumes the run, shown to the user */
  readonly resume: string
  /** prints a line; to `process.stderr` by default */
  readonly say?: (line: string) => void
  /** exits; `process.exit` by default */
  readonly exit?: (code: number) => void
  /** milliseconds of a clock; `Date.now` by default */
  readonly now?: () => number
}
