/** One row of the output. Times are milliseconds per step. */
export interface Row {
  readonly backend: string
  readonly workload: string
  readonly variant: 'plain' | 'kernels' | 'peer'
  /** Median. */
  readonly ms: number
  /** 10th percentile. */
  readonly p10: number
  /** Medians of the parts; absent for peers. */
  readonly forward?: number
  readonly backward?: number
  readonly optimizer?: number
  /** Loss of the last step. */
  readonly loss: number
}
