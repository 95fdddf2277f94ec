import { checkedNumber, checkedSteps } from './checkedNumber.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** The greatest value. Default 1e-2. */
  readonly peak?: number
  /** The whole cycle, a whole number >= 1. Default 1000. */
  readonly steps?: number
  /** The share of the cycle in which it rises, in (0, 1). Default 0.3. */
  readonly rise?: number
  /** The first value is peak/start; a finite number > 0. Default 25. */
  readonly start?: number
  /** The last value is peak/(start · finish); a finite number > 0. Default 1e4. */
  readonly finish?: number
}

/**
 * One cycle of half cosines: from peak/start up to peak in the first `rise` of the steps, then down to peak/(start · finish), and there it stays.
 *
 * @throws RangeError if a number is out of range.
 *
 * Source: Smith and Topin, arXiv 1708.07120; as `cosine_onecycle_schedule` of Optax.
 *
 * @example
 * import { oneCycle } from '@momenta/schedules'
 *
 * const rate = oneCycle({ peak: 1, steps: 100, rise: 0.5, start: 25 })
 * rate(0) // => 0.04
 * rate(50) // => 1
 */
export const oneCycle = ({
  peak = 1e-2,
  steps = 1000,
  rise = 0.3,
  start = 25,
  finish = 1e4,
}: OneCycleOptions = {}): Schedule => {
  const positive = (n: number) => n > 0
  checkedNumber('oneCycle', 'peak', peak)
  checkedSteps('oneCycle', 'steps', steps)
  checkedNumber('oneCycle', 'rise', rise, 'must lie in (0, 1)', (n) => n > 0 && n < 1)
  checkedNumber('oneCycle', 'start', start, 'must be a finite number > 0', positive)
  checkedNumber('oneCycle', 'finish', finish, 'must be a finite number > 0', positive)
  const top = rise * steps
  const between = (a: number, b: number, share: number) =>
    a + ((b - a) / 2) * (1 - Math.cos(Math.PI * share))
  const first = peak / start
  const last = first / finish
  return (step) =>
    step < top
      ? between(first, peak, step / top)
      : between(peak, last, Math.min(1, (step - top) / (steps - top)))
}
