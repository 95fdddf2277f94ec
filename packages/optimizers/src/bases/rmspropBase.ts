import { chain, fromOptions, identity } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { ema, scaleByRms, trace } from '@momenta/transforms'
import type { Base } from './Base.js'

const options = {
  /** Decay of the second moment, in [0, 1). Default 0.99. */
  decay: hyperparameter(ranges.decay, 0.99),
  /** Added to the root, >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** Decay of the momentum of the scaled gradient, in [0, 1). Default 0, none. */
  momentum: hyperparameter(ranges.decay, 0),
  /** Subtracts the square of the mean gradient. Default false. */
  centered: flag(false),
  /** Decay of the momentum that a memory of critical momenta stores, in [0, 1); unused elsewhere. Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of RMSProp. */
export interface RmspropOptions extends OptionsOf<typeof options> {}

/**
 * The rule of RMSProp; before a memory of critical momenta its gradient is averaged with decay b1.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { rmspropBase } from '@momenta/optimizers'
 *
 * rmspropBase({ momentum: 0.9 }).whole.map(({ name }) => name) // => ['scaleByRms', 'trace']
 */
export const rmspropBase: Factory<RmspropOptions, Base> = defineFactory(
  'rmspropBase',
  options,
  ({ decay, eps, momentum, centered, b1 }) => {
    const whole = chain(
      scaleByRms({ decay, eps, centered }),
      momentum === 0
        ? identity
        : fromOptions(trace({ decay: momentum }), { decay: 'momentum', dampening: null }),
    )
    return {
      whole,
      cuts: ['startup'],
      halves: ({ startup }) => [
        fromOptions(ema({ decay: b1, debias: startup === 'debiased' }), { decay: 'b1' }),
        whole,
      ],
    }
  },
)
