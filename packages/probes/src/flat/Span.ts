/** The position of a leaf of the parameters in the flat vector. */
export interface Span {
  /** Its path in the tree, as `dense/kernel`. */
  readonly name: string
  readonly shape: readonly number[]
  readonly offset: number
  readonly size: number
}
