import { meanInterval } from '@momenta/bench-results'
import { differenceOf, type Estimate, type Verdict, verdict } from './verdict.js'

/** One side of a claim. */
export interface Side {
  readonly name: string
  readonly estimate: Estimate | undefined
  readonly n: number
  /** One value per start, if both sides have the same starts: then the difference is paired. */
  readonly runs?: readonly (number | null)[]
}

/** What a claim is about: claims of one group are in one figure, on one axis. */
export type ClaimGroup = 'escape' | 'loss' | 'sharpness' | 'agreement'

/** A claim that one quantity is greater than another. */
export interface Claim {
  readonly group: ClaimGroup
  /** Whether it compares Adam+CM with a control, and not a claim of the paper. */
  readonly control: boolean
  /** The heading of its rows in the figure. */
  readonly heading: string
  /** Its row in the figure, under the heading. */
  readonly row: string
  readonly claim: string
  readonly measure: string
  readonly greater: Side
  readonly less: Side
}

/** Mean and Student's interval of the values that are not null. */
export const averaged = (name: string, runs: readonly (number | null)[]): Side => {
  const values = runs.filter((value): value is number => value !== null)
  if (values.length < 2) return { name, n: values.length, estimate: undefined, runs }
  const { mean, low, high } = meanInterval(values)
  return { name, n: values.length, estimate: { value: mean, low, high }, runs }
}

/** The difference that the claim says is positive: paired over common starts, else unpaired. */
export const claimedDifference = ({
  greater,
  less,
}: Pick<Claim, 'greater' | 'less'>): Estimate | undefined => {
  if (greater.runs !== undefined && less.runs !== undefined) {
    const { runs } = less
    const differences = greater.runs.map((value, i) => {
      const other = runs[i] ?? null
      return value === null || other === null ? null : value - other
    })
    return averaged('', differences).estimate
  }
  return greater.estimate === undefined || less.estimate === undefined
    ? undefined
    : differenceOf(greater.estimate, less.estimate)
}

/** The verdict on a claim. */
export const verdictOf = (claim: Pick<Claim, 'greater' | 'less'>): Verdict =>
  verdict(claimedDifference(claim))
