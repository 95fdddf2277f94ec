/** A lock that is held. */
export type Lock = {
  readonly release: () => void
  /** what had to be done to get it */
  readonly notes: readonly string[]
}
