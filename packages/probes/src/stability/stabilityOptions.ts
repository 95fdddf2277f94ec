import { number, type OptionsOf, ranges } from '@momenta/options'

/** The declared options of `growthRate` and `stabilityLine`. */
export const stabilityOptions = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: number(ranges.decay, 0.9),
  /** C, the number of entries of the memory, a non-negative integer; 0 is Adam. Default 0. */
  capacity: number(ranges.count, 0),
}

/** Options of {@link growthRate} and {@link stabilityLine}. */
export interface StabilityOptions extends OptionsOf<typeof stabilityOptions> {}
