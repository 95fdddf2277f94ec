/** A set of numbers with its name for errors. */
export interface Range {
  /** As in `must lie in [0, 1)`. */
  readonly says: string
  readonly holds: (n: number) => boolean
  /**
   * A number of the set for each u in [0, 1): what the randomized test draws. Default for `ranges`:
   * theirs; for others the default of the option.
   */
  readonly draw?: (u: number) => number
}
