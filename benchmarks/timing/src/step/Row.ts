/** One row of the output; what does not apply is absent. */
export interface Row {
  readonly backend: string
  readonly optimizer: string
  readonly variant: 'builtin' | 'eager' | 'fused' | 'roofline' | 'peer'
  readonly params: number
  readonly tensors: number
  readonly capacity?: number
  /** Whether each step replaces an entry of the memory. */
  readonly replacing?: boolean
  /** Median of a step in milliseconds, norms included. */
  readonly ms: number
  /** 10th percentile. */
  readonly p10: number
  /** Bytes per parameter that the passes read and write, norms not included. */
  readonly bytesPerParam?: number
  /** Throughput of the passes. */
  readonly gbps?: number
  /**
   * The time of the rooflines, of each pass the same streams with trivial arithmetic, over that of
   * the passes.
   */
  readonly shareOfRoofline?: number
  /** How many times faster than `tf.train.adam`. */
  readonly ratioToBuiltin?: number
  /** Median of the norms alone in milliseconds. */
  readonly normsMs?: number
  /** Peak of what a step allocates, beyond parameters and state. */
  readonly peakBytes?: number
}
