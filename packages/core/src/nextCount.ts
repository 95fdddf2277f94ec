/**
 * Returns count + 1. Counts must be exact in float64, so 2^53 - 1 is an error; no run reaches it
 * except from an invalid state.
 *
 * @param who - The name of the caller in errors.
 * @throws RangeError if the count is not an integer in [0, 2^53 - 2].
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
