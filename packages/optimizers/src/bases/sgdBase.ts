import { fromOptions, identity } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { trace } from '@momenta/transforms'
import type { Base } from './Base.js'

const options = {
  /** Decay of the momentum, in [0, 1); 0 is plain gradient descent. Default 0.9. */
  momentum: hyperparameter(ranges.decay, 0.9),
  /** Share of the new gradient that is held back from the momentum, in [0, 1). Default 0. */
  dampening: hyperparameter(ranges.decay, 0),
  /** Looks one step ahead. Default false. */
  nesterov: flag(false),
}

/** Options of SGD. */
export interface SgdOptions extends OptionsOf<typeof options> {}

/**
 * The rule of SGD with momentum: the whole momentum is the direction.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { sgdBase } from '@momenta/optimizers'
 *
 * sgdBase().whole.map(({ name }) => name) // => ['trace']
 */
export const sgdBase: Factory<SgdOptions, Base> = defineFactory(
  'sgdBase',
  options,
  ({ momentum, dampening, nesterov }) => {
    const whole =
      momentum === 0
        ? identity
        : fromOptions(trace({ decay: momentum, dampening, nesterov }), { decay: 'momentum' })
    return { whole, cuts: [], halves: () => [whole, identity] }
  },
)
