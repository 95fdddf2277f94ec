import {
  defineFactory,
  type Factory,
  number,
  type OptionsOf,
  ranges,
  required,
} from '@momenta/options'
import { initialValue } from './initialValue.js'
import type { Schedule } from './Schedule.js'

const options = {
  ...initialValue,
  /** The number of steps until alpha · init, a positive integer. Required. */
  steps: required(number(ranges.positiveCount, 1000)),
  /** The last value as a fraction of init, a finite number. Default 0. */
  alpha: number(ranges.finite, 0),
}

/** Options of {@link cosine}. */
export interface CosineOptions extends OptionsOf<typeof options> {}

/**
 * Half a cosine from init to alpha · init, then constant:
 * init · ((1 − α)/2 · (1 + cos(π · min(s, steps)/steps)) + α).
 *
 * @throws RangeError if a number is out of range, TypeError if `steps` is missing, or an option is
 * unknown or of the wrong type.
 *
 * Source: Loshchilov and Hutter, arXiv 1608.03983, without restarts; as in Optax.
 *
 * @example
 * import { cosine } from '@momenta/schedules'
 *
 * cosine({ init: 0.1, steps: 100 })(50) // => 0.05
 */
export const cosine: Factory<CosineOptions, Schedule> = defineFactory(
  'cosine',
  options,
  ({ init, steps, alpha }) =>
    (step) =>
      init *
      (((1 - alpha) / 2) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps)) + alpha),
)
