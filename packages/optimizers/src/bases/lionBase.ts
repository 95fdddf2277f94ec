import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { lionMomentum, scaleByLion, scaleBySign } from '@momenta/transforms'
import type { Base } from './Base.js'

const options = {
  /** Share of the momentum in the direction, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** Decay of the momentum, in [0, 1). Default 0.99. */
  b2: hyperparameter(ranges.decay, 0.99),
}

/** Options of Lion. */
export interface LionOptions extends OptionsOf<typeof options> {}

/**
 * The rule of Lion; cut in two, the interpolated momentum and its sign.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { lionBase } from '@momenta/optimizers'
 *
 * lionBase().halves({}).map(([part]) => part.name) // => ['lionMomentum', 'scaleBySign']
 */
export const lionBase: Factory<LionOptions, Base> = defineFactory('lionBase', options, (given) => ({
  whole: scaleByLion(given),
  cuts: [],
  halves: () => [lionMomentum(given), scaleBySign()],
}))
