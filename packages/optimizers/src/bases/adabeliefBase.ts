import { fromOptions } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { ema, scaleByBelief, scaleByBeliefNu } from '@momenta/transforms'
import type { Base } from './Base.js'

const options = {
  /** Decay of the first moment, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** Added to the root, >= 0. Default 1e-16. */
  eps: hyperparameter(ranges.nonNegative, 1e-16),
  /** Added to the second moment, >= 0. Default 1e-16. */
  epsRoot: hyperparameter(ranges.nonNegative, 1e-16),
}

/** Options of AdaBelief. */
export interface AdabeliefOptions extends OptionsOf<typeof options> {}

/**
 * The rule of AdaBelief; cut in two, the second moment is of the gradient's distance from what the memory returns.
 *
 * The cut has no options: a momentum that is debiased before it is stored (`startup: 'debiased'`) is the gradient itself in the
 * first step, so the distance and with it the second moment would be 0, and the step millions of learning rates.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { adabeliefBase } from '@momenta/optimizers'
 *
 * adabeliefBase().whole.map(({ name }) => name) // => ['scaleByBelief']
 */
export const adabeliefBase: Factory<AdabeliefOptions, Base> = defineFactory(
  'adabeliefBase',
  options,
  (given) => ({
    whole: scaleByBelief(given),
    cuts: [],
    halves: () => [fromOptions(ema({ decay: given.b1 }), { decay: 'b1' }), scaleByBeliefNu(given)],
  }),
)
