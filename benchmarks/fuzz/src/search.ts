import fc from 'fast-check'
import { cases } from './cases/cases.js'
import { check, type Stage } from './compare/check.js'
import type { Failure } from './compare/Failure.js'
import { type Failing, minimized } from './compare/minimized.js'

/** What came of the cases of one seed. */
export interface Searched {
  /** How many cases were run. */
  readonly cases: number
  /**
   * How many elements of gradients were compared with float64, and for how many of them the bound
   * says nothing.
   */
  readonly bounded: number
  readonly unbounded: number
  /** The first case that failed, minimized. */
  readonly found?: Failing
}

/** Options of {@link search}. */
export interface SearchOptions {
  readonly seed: number
  /** How many cases. */
  readonly count: number
  /** The most cases that minimizing may try. Default 2000. */
  readonly tries?: number
  /** Kinds of failures that are passed over. */
  readonly ignores?: (failure: Failure) => boolean
  /** Stages that are not run. Default none. */
  readonly skips?: readonly Stage[]
  /** Whether to stop before the next case. */
  readonly ends?: () => boolean
}

/** Runs the cases of a seed until one fails, and minimizes that. */
export const search = async ({
  seed,
  count,
  tries = 2000,
  ignores = () => false,
  skips = [],
  ends = () => false,
}: SearchOptions): Promise<Searched> => {
  const sums = { cases: 0, bounded: 0, unbounded: 0 }
  for (const one of fc.sample(cases, { seed, numRuns: count })) {
    if (ends()) break
    const { failure, stage, bounded, unbounded } = await check(one, { skips })
    sums.cases += 1
    sums.bounded += bounded
    sums.unbounded += unbounded
    if (failure !== undefined && !ignores(failure))
      return { ...sums, found: await minimized({ one, failure, ...(stage && { stage }) }, tries) }
  }
  return sums
}
