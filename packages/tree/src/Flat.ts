/** A flattened tree: its leaves with their names, and a function that rebuilds the tree. */
export interface Flat<L> {
  readonly leaves: readonly L[]
  /**
   * The path of each leaf, joined by `/`: `dense/kernel`, `0`; a tree that is one leaf has the name
   * `''`.
   */
  readonly names: readonly string[]
  /** Builds a tree of the same shape from other leaves in the same order. */
  readonly rebuild: <M>(leaves: readonly M[]) => unknown
}
