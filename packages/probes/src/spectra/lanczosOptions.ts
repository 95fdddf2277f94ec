import { number, ranges } from '@momenta/options'

/** The declared options of eigenvalues by Lanczos. */
export const lanczosOptions = {
  /**
   * The maximum residual ‖A v − λ v‖, relative to |λ|, or to a thousandth of ‖A‖ for smaller λ.
   * Default 1e-3.
   */
  tolerance: number(ranges.positive, 1e-3),
  /** The maximum number of steps. Default 100. */
  maxSteps: number(ranges.positiveCount, 100),
  /** Seed of the start vector. Default 0. */
  seed: number(ranges.integer, 0),
}
