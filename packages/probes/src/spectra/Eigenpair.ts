import type { Measurement } from '../records/Measurement.js'

/** An eigenvalue as a measurement, with its unit vector. */
export interface Eigenpair extends Measurement {
  readonly vector: Float64Array
}

/**
 * Eigenvalues from both ends of a spectrum. Each has the cost of the whole run, which they share.
 */
export interface SpectrumEnds {
  /** In decreasing order (10 before −12). */
  readonly largest: readonly Eigenpair[]
  /** In increasing order. */
  readonly smallest: readonly Eigenpair[]
}
