import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'

/** The options of AdaBelief's scalings. */
export const beliefOptions = {
  /** β₁, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0, outside the root. Default 1e-16. */
  eps: hyperparameter(ranges.nonNegative, 1e-16),
  /** ε_root >= 0, added to the stored second moment. Default 1e-16. */
  epsRoot: hyperparameter(ranges.nonNegative, 1e-16),
}

/** Options of `scaleByBelief` and `scaleByBeliefNu`. */
export interface ScaleByBeliefOptions extends OptionsOf<typeof beliefOptions> {}
