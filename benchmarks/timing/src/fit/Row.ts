/** The training of a model by one optimizer. */
export interface Row {
  readonly backend: string
  readonly optimizer: string
  readonly steps: number
  /** Milliseconds per step of `model.fit`: median of the blocks, and 10th percentile. */
  readonly ms: number
  readonly p10: number
  /** Milliseconds of processor time per step, of all threads, which other load changes less. */
  readonly cpu: number
  /** The last loss. */
  readonly loss: number
  /** The maximum difference from a loss of `tf.train.adam`, and that divided by this loss. */
  readonly difference: number
  readonly relative: number
}
