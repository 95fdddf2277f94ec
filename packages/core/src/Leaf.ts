/** What a transform knows about a leaf of the parameters when it is initialised. */
export interface Leaf {
  /** Its path in the tree of parameters, such as `dense/kernel`. */
  readonly name: string
  /** Its shape as in TensorFlow.js: `[]` for a scalar. */
  readonly shape: readonly number[]
  /** The number of its elements. */
  readonly size: number
}
