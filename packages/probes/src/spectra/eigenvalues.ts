import { number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { expectOperator } from '../arguments/expect.js'
import { costOf, costSum, roundingCost } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import { unitVector } from '../random/unitVector.js'
import { canOvertake, isSettled, ordersOf } from './acceptance.js'
import { type CheckedPair, checkPair } from './checkPair.js'
import type { Eigenpair, SpectrumEnds } from './Eigenpair.js'
import { lanczos } from './lanczos.js'
import { lanczosOptions } from './lanczosOptions.js'
import { missingPair } from './missingPair.js'
import { repeatProduct } from './repeatProduct.js'

const options = {
  /** Number of largest eigenvalues. Default 1. */
  largest: number(ranges.count, 1),
  /** Number of smallest eigenvalues, for negative curvature. Default 0. */
  smallest: number(ranges.count, 0),
  ...lanczosOptions,
}

/** Options of {@link eigenvalues}. */
export interface EigenvaluesOptions extends OptionsOf<typeof options> {}

/**
 * Eigenvalues from both ends of a symmetric operator, from one Lanczos run in float64 with two
 * passes of re-orthogonalization.
 *
 * With k eigenvalues, the run takes at least 2k + 10 steps, and stops when k pairs have small
 * residuals and no further pair can overtake them. Where products are not exact, the first product
 * is repeated to detect random losses, and each returned vector is multiplied once more. Where
 * products are differences, that product takes half the step: the value is Richardson's (4R(h/2) −
 * R(h))/3, and |R(h/2) − R(h)| is part of the error. If they differ by more than 1 %, a third
 * product, at h/4, tells a step that is too large from a kink. The rounding of the quotients is
 * part of the error, and above 1 % a warning.
 *
 * The error is a bound: an eigenvalue lies within it. It does not see an eigenvector orthogonal to
 * the start vector. Of a multiple eigenvalue one copy is found, and more only where the space is
 * exhausted and steps are left. Memory: one vector per step.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Parlett, The Symmetric Eigenvalue Problem, chapter 13; Giraud et al. 2005 for "twice is
 * enough".
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
  given: EigenvaluesOptions = {},
): Promise<SpectrumEnds> => {
  expectOperator('eigenvalues', operator)
  const { largest, smallest, tolerance, maxSteps, seed } = readOptions('eigenvalues', options, [
    given,
  ])
  const minSteps = Math.min(operator.dim, 2 * (largest + smallest) + 10)
  const start = unitVector(seed, 0, operator.dim)
  const trial = operator.dim === 0 ? null : await repeatProduct(operator, start)
  const krylov = await lanczos(operator, {
    start,
    first: trial?.product,
    maxSteps: Math.min(maxSteps, operator.dim),
    restart: seed,
    from: minSteps,
    stop: (now) => {
      const { down, up } = ordersOf(now)
      return isSettled(now, down, largest, tolerance) && isSettled(now, up, smallest, tolerance)
    },
  })
  const { down, up } = ordersOf(krylov)
  const _size = krylov.alpha.length
  const run = {
    operator,
    krylov,
    random: trial?.difference ?? 0,
    tolerance,
    seed,
    minSteps,
    overtaken: (i: number) =>
      i < largest
        ? canOvertake(krylov, down, largest, tolerance)
        : canOvertake(krylov, up, smallest, tolerance),
  }
  const half = operator.halved?.()
  const quarter = half?.halved?.()
  const pairs = new Map<number, CheckedPair>()
  for (const i of new Set([...down.slice(0, largest), ...up.slice(0, smallest)]))
    pairs.set(i, await checkPair(run, i, half ?? operator, quarter))
  const products = [...pairs.values()].reduce(
    (sum, { second, third }) => ({ second: sum.second + second, third: sum.third + third }),
    { second: 0, third: 0 },
  )
  const first = krylov.matvecs + (trial === null ? 0 : 1)
  const spent = costOf(
    [operator, first + (half === undefined ? products.second : 0)],
    ...(half === undefined ? [] : [[half, products.second] as const]),
    ...(quarter === undefined ? [] : [[quarter, products.third] as const]),
  )
  const total = pairs.size === 0 ? spent : costSum(spent, roundingCost(operator))
  const pairAt = (i: number | undefined): Eigenpair => {
    const checked = i === undefined ? undefined : pairs.get(i)
    return checked === undefined
      ? missingPair(operator, krylov, total, seed)
      : { ...checked.pair, ...total }
  }
  return {
    largest: Array.from({ length: largest }, (_, rank) => pairAt(down[rank])),
    smallest: Array.from({ length: smallest }, (_, rank) => pairAt(up[rank])),
  }
}
