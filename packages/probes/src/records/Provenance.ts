/** How a number was computed, and on what. */
export interface Provenance {
  /** The method in words: `central differences of gradients`. */
  readonly how: string
  /** The step h of the differences, as a length in parameter space; null without differences. */
  readonly step: number | null
  /** The precision of losses and gradients; all other sums are float64. */
  readonly dtype: 'float32' | 'float64'
  /** The tfjs backend, or `js`. */
  readonly backend: string
  /** The size of the probe set; null if there is none. */
  readonly samples: number | null
  /** The caller's name or hash of the probe set. */
  readonly hash: string | null
}

/** The provenance of a number computed in float64 without a probe set. */
export const exactProvenance = (how: string): Provenance => ({
  how,
  step: null,
  dtype: 'float64',
  backend: 'js',
  samples: null,
  hash: null,
})
