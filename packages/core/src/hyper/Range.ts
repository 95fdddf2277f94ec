/** A set of numbers with its name, as it is said in an error. */
export interface Range {
  /** As in `must lie in [0, 1)`. */
  readonly says: string
  readonly holds: (n: number) => boolean
}
