/** A held lock. */
export type Lock = {
  readonly release: () => void
  /** one line for each stale lock that was taken over */
  readonly notes: readonly string[]
}
