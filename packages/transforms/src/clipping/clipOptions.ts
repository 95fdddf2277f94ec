import { hyperparameter, type OptionsOf, ranges } from '@momenta/options'

/** The option of the clipping transforms. */
export const clipOptions = {
  /** The bound, a finite number > 0. Default 1. */
  max: hyperparameter(ranges.positive, 1),
}

/** Options of the clipping transforms. */
export interface ClipOptions extends OptionsOf<typeof clipOptions> {}
