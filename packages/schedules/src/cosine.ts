import { checkedNumber, checkedSteps } from './checkedNumber.js'
import type { Schedule } from './Schedule.js'

/** Options of {@link cosine}. */
export interface CosineOptions {
  /** Default 1e-3. */
  readonly init?: number
  /** How long it takes, a whole number >= 1. Default 1000. */
  readonly steps?: number
  /** The share of init that is left in the end. Default 0. */
  readonly alpha?: number
}

/**
 * Half a cosine from init down to alpha · init: init · ((1 − α)/2 · (1 + cos(π · min(s, steps)/steps)) + α).
 *
 * @throws RangeError if a number is not finite or `steps` no whole number >= 1.
 *
 * Source: Loshchilov and Hutter, arXiv 1608.03983, without restarts; as in Optax.
 *
 * @example
 * import { cosine } from '@momenta/schedules'
 *
 * cosine({ init: 0.1, steps: 100 })(50) // => 0.05
 */
export const cosine = ({ init = 1e-3, steps = 1000, alpha = 0 }: CosineOptions = {}): Schedule => {
  checkedNumber('cosine', 'init', init)
  checkedNumber('cosine', 'alpha', alpha)
  checkedSteps('cosine', 'steps', steps)
  return (step) =>
    init * (((1 - alpha) / 2) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps)) + alpha)
}
