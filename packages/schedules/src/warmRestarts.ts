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
  /** The number of steps of the first period, a positive integer. Required. */
  steps: required(number(ranges.positiveCount, 100)),
  /** The factor of each period over the one before, a positive integer. Default 1. */
  factor: number(ranges.positiveCount, 1),
  /** The minimum at the end of a period, a finite number. Default 0. */
  end: number(ranges.finite, 0),
}

/** Options of {@link warmRestarts}. */
export interface WarmRestartsOptions extends OptionsOf<typeof options> {}

/**
 * Cosine annealing with warm restarts: half a cosine from `init` to `end` in each period, then from
 * `init` again.
 *
 * @throws RangeError if a number is out of range, TypeError if `steps` is missing, or an option is
 *   unknown or of the wrong type.
 *
 * Source: Loshchilov and Hutter, arXiv 1608.03983; torch.optim.lr_scheduler.
 * CosineAnnealingWarmRestarts.
 *
 * @example
 * import { warmRestarts } from '@momenta/schedules'
 *
 * const rate = warmRestarts({ init: 1, steps: 2, factor: 2 })
 * rate(0) // => 1
 * rate(2) // => 1
 * rate(4).toFixed(9) // => '0.500000000'
 * rate(6) // => 1
 */
export const warmRestarts: Factory<WarmRestartsOptions, Schedule> = defineFactory(
  'warmRestarts',
  options,
  ({ init, steps, factor, end }) =>
    (step) => {
      let [at, period] = [step, steps]
      while (at >= period && Number.isFinite(period)) {
        at -= period
        // Periods of one length need no loop.
        if (factor === 1) at %= period
        else period *= factor
      }
      return end + ((init - end) * (1 + Math.cos((Math.PI * at) / period))) / 2
    },
)
