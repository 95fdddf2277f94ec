import {
  defineFactory,
  type Factory,
  number,
  type OptionsOf,
  ranges,
  required,
} from '@momenta/options'
import type { Schedule } from './Schedule.js'

const options = {
  /** The largest value, a finite number. Default 1e-2. */
  peak: number(ranges.finite, 1e-2),
  /** The number of steps of the whole cycle, a positive integer. Required. */
  steps: required(number(ranges.positiveCount, 1000)),
  /** The fraction of the cycle in which it increases, in (0, 1). Default 0.3. */
  rise: number(ranges.open, 0.3),
  /** The first value is peak/start; a finite number > 0. Default 25. */
  start: number(ranges.positive, 25),
  /** The last value is peak/(start · finish); a finite number > 0. Default 1e4. */
  finish: number(ranges.positive, 1e4),
}

/** Options of {@link oneCycle}. */
export interface OneCycleOptions extends OptionsOf<typeof options> {}

/**
 * One cycle of half cosines: from peak/start up to peak in the first rise · steps steps, then down
 * to peak/(start · finish), and constant from there on.
 *
 * The peak lies at rise · steps, an integer or not. PyTorch does the same, but puts both ends one
 * step earlier; Optax rounds rise · steps down, and is the same only if it is an integer.
 *
 * @throws RangeError if a number is out of range, TypeError if `steps` is missing, or an option is
 *   unknown or of the wrong type.
 *
 * Source: Smith and Topin, arXiv 1708.07120; `cosine_onecycle_schedule` of Optax where rise · steps
 * is an integer.
 *
 * @example
 * import { oneCycle } from '@momenta/schedules'
 *
 * const rate = oneCycle({ peak: 1, steps: 100, rise: 0.5, start: 25 })
 * rate(0) // => 0.04
 * rate(50) // => 1
 */
export const oneCycle: Factory<OneCycleOptions, Schedule> = defineFactory(
  'oneCycle',
  options,
  ({ peak, steps, rise, start, finish }) => {
    const top = rise * steps
    const between = (a: number, b: number, share: number) =>
      a + ((b - a) / 2) * (1 - Math.cos(Math.PI * share))
    const first = peak / start
    const last = first / finish
    return (step) =>
      step < top
        ? between(first, peak, step / top)
        : between(peak, last, Math.min(1, (step - top) / (steps - top)))
  },
)
