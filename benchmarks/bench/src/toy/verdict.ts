/** An estimate with its interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What the numbers say of a claim that one quantity is greater than another. */
export type Verdict = 'reproduced' | 'refuted' | 'not separated' | 'no data'

/** Reproduced if the intervals lie apart in the claimed order, refuted if in the other, else not separated. */
export const verdict = (greater: Estimate | undefined, less: Estimate | undefined): Verdict => {
  if (greater === undefined || less === undefined) return 'no data'
  if (greater.low > less.high) return 'reproduced'
  return greater.high < less.low ? 'refuted' : 'not separated'
}
