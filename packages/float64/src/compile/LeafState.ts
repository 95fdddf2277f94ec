/** The state of one part for one leaf. */
export interface LeafState {
  /** In the order in which the part declares its slots. */
  readonly slots: Float64Array[]
  /**
   * Receives the new slots: the same arrays if a step writes in place, others if a later part of
   * the step may still fail.
   */
  readonly into: Float64Array[]
  /** The entries of the memory. */
  readonly entries: Float64Array[]
  /** Receives the entry that the plan writes, until the step has succeeded. */
  spare: Float64Array
}

/** The state of a part, by leaf name. */
export type PartLeafStates = { readonly [leaf: string]: LeafState }
