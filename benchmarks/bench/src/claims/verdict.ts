/** An estimate with its interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** The verdict on a claim that one quantity is greater than another. */
export type Verdict = 'reproduced' | 'refuted' | 'not separated' | 'no data'

/**
 * The difference of two independent estimates and its interval: (a − b) − √((a − low a)² + (high b
 * − b)²) to (a − b) + √((high a − a)² + (b − low b)²).
 *
 * For proportions with Wilson's intervals this is Newcombe's (1998, method 10); for common starts
 * it is conservative.
 */
export const differenceOf = (a: Estimate, b: Estimate): Estimate => {
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}

/**
 * Reproduced if the whole interval of the claimed difference is positive, refuted if all of it is
 * negative, else not separated.
 */
export const verdict = (difference: Estimate | undefined): Verdict => {
  if (difference === undefined) return 'no data'
  if (difference.low > 0) return 'reproduced'
  return difference.high < 0 ? 'refuted' : 'not separated'
}
