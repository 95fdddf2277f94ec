/** What a transform may know of a leaf of the parameters when it is initialised. */
export interface Leaf {
  /** Its path in the tree of parameters, as `dense/kernel`. */
  readonly name: string
  /** Its shape, as TensorFlow.js has it: `[]` for a scalar. */
  readonly shape: readonly number[]
  /** The number of its elements. */
  readonly size: number
}
