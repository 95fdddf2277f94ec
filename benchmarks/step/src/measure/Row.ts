/** What is timed. */
type Variant = 'builtin' | 'eager' | 'fused' | 'roof' | 'peer'

/** One line of the output; what does not apply is absent. */
export interface Row {
  readonly backend: string
  readonly optimizer: string
  readonly variant: Variant
  readonly params: number
  readonly tensors: number
  readonly capacity?: number
  /** Whether an entry of the memory is replaced in each step. */
  readonly replacing?: boolean
  /** Median of a step, norms included. */
  readonly ms: number
  /** 10th percentile. */
  readonly p10: number
  /** Read and written by the passes, norms not included. */
  readonly bytesPerParam?: number
  /** Of the passes. */
  readonly gbps?: number
  /** The time of the same streams with trivial arithmetic over that of the passes. */
  readonly shareOfRoof?: number
  /** How many times faster than `tf.train.adam`. */
  readonly ratioToBuiltin?: number
  readonly normsMs?: number
  /** The most that lay on the heap in a step, beyond parameters and gradients. */
  readonly peakBytes?: number
}
