import type { Operator } from '../operators/Operator.js'
import { formatNumber } from '../records/formatNumber.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingShare } from '../records/roundingShare.js'
import { combination } from '../vectors/combination.js'
import { distance } from '../vectors/distance.js'
import { dot } from '../vectors/dot.js'
import { times } from '../vectors/times.js'
import { boundOf } from './boundOf.js'
import type { Eigenpair } from './Eigenpair.js'
import { extrapolate } from './extrapolate.js'
import type { Krylov } from './lanczos.js'
import { repetitionWarning } from './repetitionWarning.js'
import { quotientRoundingOf, roundingWarning } from './rounding.js'

/** A Lanczos run that has ended, and what its pairs are judged by. */
export interface LanczosRun {
  readonly operator: Operator
  readonly krylov: Krylov
  /** The relative difference of the first product when it was repeated. */
  readonly random: number
  readonly tolerance: number
  readonly seed: number
  /** The number of steps below which no pair is accepted. */
  readonly minSteps: number
  /** Whether a pair that is not returned could still overtake pair i. */
  readonly overtaken: (i: number) => boolean
}

/** A pair, with the number of products in addition to the run. */
export interface CheckedPair {
  readonly pair: Eigenpair
  readonly second: number
  readonly third: number
}

/** The reason why a pair cannot be accepted; undefined if it can. */
const objectionTo = (
  { krylov, minSteps, overtaken }: LanczosRun,
  i: number,
  residual: number,
  allowed: number,
): string | undefined => {
  const steps = krylov.alpha.length
  const spent = krylov.end === 'maxSteps' ? `; all ${steps} steps are spent` : ''
  if (krylov.end === 'not finite') return 'a product is not finite'
  if (steps < minSteps)
    return `${steps} steps are fewer than the required ${minSteps}; give a larger maxSteps`
  if (residual > allowed)
    return `residual ${formatNumber(residual)} above ${formatNumber(allowed)}${spent}`
  return overtaken(i) ? `a pair that has not converged could overtake it${spent}` : undefined
}

/**
 * Ritz pair i with its error bar. Where products are not exact, it takes one more product, and two
 * where the first two disagree.
 */
export const checkPair = async (
  run: LanczosRun,
  i: number,
  other: Operator,
  third: Operator | undefined,
): Promise<CheckedPair> => {
  const { operator, krylov, tolerance, seed, random } = run
  const theta = krylov.ritz.values[i] as number
  const vector = combination(krylov.basis, krylov.ritz.vectors[i] as Float64Array, operator.dim)
  const bound = boundOf(krylov, i)
  const scale = krylov.ritz.values.reduce((most, n) => Math.max(most, Math.abs(n)), 0)
  const size = Math.max(Math.abs(theta), 1e-3 * scale)
  const product = operator.exact ? times(theta, vector) : await other.apply(vector)
  const residual = Math.max(bound, distance(product, times(theta, vector)))
  // half the step doubles the rounding
  const lost = await quotientRoundingOf(operator, vector, product)
  const { value, spread, warnings, fault, usesQuarter, weights } = await extrapolate(
    theta,
    operator.exact ? theta : dot(vector, product),
    size,
    vector,
    operator.halved === undefined ? undefined : (third ?? other),
    3 * lost,
  )
  const rounding = lost * (weights[0] + 2 * weights[1] + 4 * weights[2])
  const allowed = tolerance * size
  // the extra product has noise that the recurrence does not see: up to ten times the tolerance
  const objection =
    objectionTo(run, i, bound, allowed) ?? objectionTo(run, i, residual, 10 * allowed)
  const lossOfDigits = roundingWarning(rounding, Math.max(0.01, 10 * tolerance) * size)
  const notes = [
    ...repetitionWarning(random),
    ...lossOfDigits,
    ...(krylov.defect > 1e-2
      ? [
          `asymmetric: a product has ${formatNumber(100 * krylov.defect)} % where a symmetric operator has none; for differences: the step crosses kinks, or rounding dominates them`,
        ]
      : []),
    ...warnings,
  ]
  const noted = (name: string) => notes.find((note) => note.startsWith(name))
  const against = noted('random') ?? fault ?? noted('asymmetric') ?? lossOfDigits[0] ?? objection
  const pair = {
    ...makeMeasurement(operator.provenance, {
      value: krylov.end === 'not finite' ? Number.NaN : value,
      // products at h and h/2 differ by less than the error at h and share an error besides;
      // rounding
      // may be the same in both, and so in neither difference
      error:
        (operator.halved === undefined ? 1 : 2) * residual +
        spread +
        rounding +
        roundingShare(operator.provenance.dtype) * scale,
      errorIs: operator.halved === undefined ? 'residual bound' : 'residual bound and differences',
      converged: against === undefined,
      reason: against ?? `residual ${formatNumber(residual)} after ${krylov.alpha.length} steps`,
      warnings: notes,
      residual,
      seed,
    }),
    vector,
  }
  return { pair, second: operator.exact ? 0 : 1, third: usesQuarter ? 1 : 0 }
}
