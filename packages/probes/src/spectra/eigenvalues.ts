import { checked, ranges } from '@momenta/core'
import { givenOperator } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { costOf, costSum, roundingCost } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import { unitVector } from '../random/unitVector.js'
import type { Measurement } from '../records/Measurement.js'
import { canOvertake, ordersOf, settled } from './acceptance.js'
import { type Checked, checkedPair, type Run } from './checkedPair.js'
import { lanczos } from './lanczos.js'
import { missingPair } from './missingPair.js'
import { repeated } from './repeated.js'

/** Options of {@link eigenvalues}. */
export interface EigenvaluesOptions {
  /** How many from the greatest down. Default 1. */
  readonly largest?: number
  /** How many from the least up: negative curvature. Default 0. */
  readonly smallest?: number
  /** A residual ‖A v − λ v‖ up to this share of |λ| is small enough; of a thousandth of ‖A‖ for λ smaller than that. Default 1e-3. */
  readonly tolerance?: number
  /** The most steps. Default 100. */
  readonly budget?: number
  readonly seed?: number
}

/** An eigenvalue as a measurement, with its unit vector. */
export interface Eigenpair extends Measurement {
  readonly vector: Float64Array
}

/** Eigenvalues from the ends of a spectrum. Costs of a pair are those of the whole run, which all pairs share. */
export interface Ends {
  /** Greatest first (algebraically: 10 before −12). */
  readonly largest: readonly Eigenpair[]
  /** Least first. */
  readonly smallest: readonly Eigenpair[]
}

/**
 * Eigenvalues from both ends of a symmetric operator by Lanczos, two passes of re-orthogonalization, float64: λmax, λmin and the next, from one run.
 *
 * At least 2k + 10 steps before anything is accepted, k pairs with small residuals, and two pairs more that cannot overtake them. Where products are not exact, the
 * first product is repeated (random losses are named), and each vector that is answered is multiplied once more, with half the step where the products are
 * differences: the value is then Richardson's (4R(h/2) − R(h))/3 and |R(h/2) − R(h)| is part of the error. Above 1 % a third product, at h/4, tells a step that is too
 * large from a kink. What rounding may have done to the quotients is part of the error, and above 1 % a warning.
 *
 * The error is a bound: there is an eigenvalue within it. It cannot see a vector that the start has no part of. Of a
 * multiple eigenvalue one copy is found, and more only where the space is exhausted and steps are left. Memory: one vector a step.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Parlett, The Symmetric Eigenvalue Problem, chapter 13; Giraud et al. 2005 for "twice is enough".
 *
 * @example
 * import { eigenvalues, quadratic } from '@momenta/probes'
 *
 * const ends = await eigenvalues(quadratic({ spectrum: [10, 6, 1, -12], seed: 1 }), { largest: 2, smallest: 1 })
 * ends.largest.map(({ value }) => value) // => [10, 6]
 * ends.smallest[0].value // => -12
 */
export const eigenvalues = async (
  operator: Operator,
  options: EigenvaluesOptions = {},
): Promise<Ends> => {
  givenOperator('eigenvalues', operator)
  const {
    largest = 1,
    smallest = 0,
    tolerance = 1e-3,
    budget = 100,
    seed = 0,
  } = known('eigenvalues', options, {
    largest: true,
    smallest: true,
    tolerance: true,
    budget: true,
    seed: true,
  })
  const who = 'eigenvalues'
  checked(who, 'largest', largest, ranges.count)
  checked(who, 'smallest', smallest, ranges.count)
  checked(who, 'tolerance', tolerance, ranges.positive)
  checked(who, 'budget', budget, ranges.positiveCount)
  const k = largest + smallest
  const least = Math.min(operator.dim, 2 * k + 10)
  const start = unitVector(seed, 0, operator.dim)
  const trial = operator.dim === 0 ? null : await repeated(operator, start)
  const krylov = await lanczos(operator, {
    start,
    first: trial?.product,
    budget: Math.min(budget, operator.dim),
    restart: seed,
    from: least,
    stop: (now) => {
      const { down, up } = ordersOf(now)
      return settled(now, down, largest, tolerance) && settled(now, up, smallest, tolerance)
    },
  })
  const size = krylov.alpha.length
  const { down, up } = ordersOf(krylov)
  const run: Run = {
    operator,
    krylov,
    random: trial?.difference ?? 0,
    tolerance,
    seed,
    least,
    overtaken: (i) =>
      i < largest
        ? canOvertake(krylov, down, largest, tolerance)
        : canOvertake(krylov, up, smallest, tolerance),
  }
  const top = Array.from({ length: Math.min(largest, size) }, (_, i) => i)
  const bottom = Array.from({ length: Math.min(smallest, size) }, (_, i) => size - 1 - i)
  const half = operator.halved?.()
  const quarter = half?.halved?.()
  const pairs = new Map<number, Checked>()
  for (const i of new Set([...top, ...bottom]))
    pairs.set(i, await checkedPair(run, i, half ?? operator, quarter))
  const products = [...pairs.values()].reduce(
    (sum, { second, third }) => ({ second: sum.second + second, third: sum.third + third }),
    { second: 0, third: 0 },
  )
  const spent = costOf(
    [
      operator,
      krylov.matvecs + (trial === null ? 0 : 1) + (half === undefined ? products.second : 0),
    ],
    ...(half === undefined ? [] : [[half, products.second] as const]),
    ...(quarter === undefined ? [] : [[quarter, products.third] as const]),
  )
  const total = pairs.size === 0 ? spent : costSum(spent, roundingCost(operator))
  const found = (i: number): Eigenpair => ({ ...(pairs.get(i) as Checked).pair, ...total })
  const pairAt = (rank: number, i: number) =>
    rank < size ? found(i) : missingPair(operator, krylov, total, seed)
  return {
    largest: Array.from({ length: largest }, (_, rank) => pairAt(rank, rank)),
    smallest: Array.from({ length: smallest }, (_, rank) => pairAt(rank, size - 1 - rank)),
  }
}
