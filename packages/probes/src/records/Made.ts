/** How a number was computed, and on what. */
export interface Made {
  /** The rule in words: `central differences of gradients`. */
  readonly how: string
  /** The step h of the differences, as a length in parameter space; null where there are none. */
  readonly step: number | null
  /** The precision of losses and gradients; all sums beyond them are float64. */
  readonly dtype: 'float32' | 'float64'
  /** The tfjs backend, or `js`. */
  readonly backend: string
  /** The size of the probe set; null where there is none. */
  readonly samples: number | null
  /** The caller's name or hash of the probe set. */
  readonly hash: string | null
}
