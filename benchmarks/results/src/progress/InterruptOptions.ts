/** How {@link onInterrupt} speaks and leaves. */
export type InterruptOptions = {
  /** the command that takes the run up again, shown to the user */
  readonly resume: string
  /** shows a line; on `process.stderr` by default */
  readonly say?: (line: string) => void
  /** leaves; `process.exit` by default */
  readonly exit?: (code: number) => void
}
