import type { Progress } from './Progress.js'
import { rateOf } from './rateOf.js'

/**
 * The estimated seconds left at time `now` (milliseconds), at the mean rate of this run; undefined
 * without a rate.
 */
export const etaOf = (state: Progress, now: number): number | undefined => {
  const left = Math.max(0, state.total - state.done - state.resumed - state.lost)
  const rate = rateOf(state, now)
  if (left === 0) return 0
  return rate === undefined ? undefined : left / rate
}
