/**
 * The count after this one. Counts are integers that a float64 holds exactly: at 2^53 - 1 adding one would give the same number
 * again and again, so there an error is thrown; a run gets there only from a state that no run made.
 *
 * @param who - Named in the error.
 * @throws RangeError if the count is no integer from 0 to 2^53 - 2.
 *
 * @example
 * import { nextCount } from '@momenta/core'
 *
 * nextCount('ema', 4) // => 5
 */
export const nextCount = (who: string, count: number): number => {
  if (!(Number.isSafeInteger(count) && count >= 0 && count < Number.MAX_SAFE_INTEGER))
    throw new RangeError(
      `${who}: the count in its state must be an integer from 0 to 2^53 - 2, got ${count}; start anew with init`,
    )
  return count + 1
}
