/** A tree laid out flat: its leaves with their names, and the way back to the same shape. */
export interface Flat<L> {
  readonly leaves: readonly L[]
  /** The path of each leaf, joined by `/`: `dense/kernel`, `0`; a tree that is one leaf has the name `''`. */
  readonly names: readonly string[]
  /** Lays other leaves, given in the same order, into the shape of the tree. */
  readonly rebuild: <M>(leaves: readonly M[]) => unknown
}
