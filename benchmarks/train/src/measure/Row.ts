/** One line of the output. Times are milliseconds per step. */
export interface Row {
  readonly backend: string
  readonly workload: string
  readonly variant: 'plain' | 'training' | 'peer'
  /** Median. */
  readonly ms: number
  /** 10th percentile, the estimate of an idle machine. */
  readonly p10: number
  /** Medians of the parts; absent for peers. */
  readonly forward?: number
  readonly backward?: number
  readonly optimizer?: number
  /** After the last step. */
  readonly loss: number
}
