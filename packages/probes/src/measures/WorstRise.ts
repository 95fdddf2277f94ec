import type { Measurement } from '../records/Measurement.js'

/** The largest rise of a loss found in a region. */
export interface WorstRise extends Measurement {
  /** The perturbation of the parameters at which it was found. */
  readonly perturbation: Float64Array
  /** The best rise after each step of the best climb; never decreases. */
  readonly history: readonly number[]
}
