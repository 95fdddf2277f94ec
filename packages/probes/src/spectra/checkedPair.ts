import type { Operator } from '../operators/Operator.js'
import { measured } from '../records/measured.js'
import { roundingShare } from '../records/roundingShare.js'
import { shown } from '../records/shown.js'
import { combination } from '../vectors/combination.js'
import { distance } from '../vectors/distance.js'
import { dot } from '../vectors/dot.js'
import { times } from '../vectors/times.js'
import { boundOf } from './boundOf.js'
import type { Eigenpair } from './eigenvalues.js'
import type { Krylov } from './lanczos.js'
import { lostIn, lostWarning } from './lostIn.js'
import { randomness } from './randomness.js'
import { refined } from './refined.js'

/** A Lanczos run that is over, and what it is judged by. */
export interface Run {
  readonly operator: Operator
  readonly krylov: Krylov
  /** By what share the first product differed when it was repeated. */
  readonly random: number
  readonly tolerance: number
  readonly seed: number
  /** The fewest steps that count. */
  readonly least: number
  /** Whether one of the two pairs behind those that are answered could still overtake pair i. */
  readonly overtaken: (i: number) => boolean
}

/** A pair, with the number of products beyond the run. */
export interface Checked {
  readonly pair: Eigenpair
  readonly second: number
  readonly third: number
}

/** Why a pair cannot be accepted; undefined if it can. */
const objection = (
  { krylov, least, overtaken }: Run,
  i: number,
  residual: number,
  allowed: number,
): string | undefined => {
  const steps = krylov.alpha.length
  const spent = krylov.end === 'budget' ? `; the budget of ${steps} steps is spent` : ''
  if (krylov.end === 'not finite') return 'a product is not finite'
  if (steps < least)
    return `${steps} steps are fewer than the ${least} that it takes; give a larger budget`
  if (residual > allowed) return `residual ${shown(residual)} above ${shown(allowed)}${spent}`
  return overtaken(i) ? `a pair that is not converged could overtake it${spent}` : undefined
}

/** Ritz pair i with its error bar; where products are not exact, by one product more, two where the first two disagree. */
export const checkedPair = async (
  run: Run,
  i: number,
  other: Operator,
  third: Operator | undefined,
): Promise<Checked> => {
  const { operator, krylov, tolerance, seed, random } = run
  const theta = krylov.ritz.values[i] as number
  const vector = combination(krylov.basis, krylov.ritz.vectors[i] as Float64Array, operator.dim)
  const bound = boundOf(krylov, i)
  const scale = krylov.ritz.values.reduce((most, n) => Math.max(most, Math.abs(n)), 0)
  const size = Math.max(Math.abs(theta), 1e-3 * scale)
  const product = operator.exact ? times(theta, vector) : await other.apply(vector)
  const residual = Math.max(bound, distance(product, times(theta, vector)))
  // a step half as long has twice the rounding
  const lost = await lostIn(operator, vector, product)
  const { value, spread, warnings, fault, asked, weights } = await refined(
    theta,
    operator.exact ? theta : dot(vector, product),
    size,
    vector,
    operator.halved === undefined ? undefined : (third ?? other),
    3 * lost,
  )
  const rounding = lost * (weights[0] + 2 * weights[1] + 4 * weights[2])
  const allowed = tolerance * size
  // A product of its own has noise that the recurrence does not see: ten times the tolerance is still noise
  const objected = objection(run, i, bound, allowed) ?? objection(run, i, residual, 10 * allowed)
  const drowned = lostWarning(rounding, Math.max(0.01, 10 * tolerance) * size)
  const noted = [
    ...randomness(random),
    ...drowned,
    ...(krylov.defect > 1e-2
      ? [
          `asymmetric: a product has ${shown(100 * krylov.defect)} % where a symmetric operator has none; of differences: the step reaches across kinks, or they are lost in noise`,
        ]
      : []),
    ...warnings,
  ]
  const named = (name: string) => noted.find((note) => note.startsWith(name))
  const against = named('random') ?? fault ?? named('asymmetric') ?? drowned[0] ?? objected
  const pair = {
    ...measured(operator.made, {
      value: krylov.end === 'not finite' ? Number.NaN : value,
      // Products at h and h/2 are apart by less than the error at h, and have a common part besides;
      // and rounding, which may be the same in both products and so in neither difference
      error:
        (operator.halved === undefined ? 1 : 2) * residual +
        spread +
        rounding +
        roundingShare(operator.made.dtype) * scale,
      errorIs: operator.halved === undefined ? 'residual bound' : 'residual bound and differences',
      converged: against === undefined,
      reason: against ?? `residual ${shown(residual)} after ${krylov.alpha.length} steps`,
      warnings: noted,
      residual,
      seed,
    }),
    vector,
  }
  return { pair, second: operator.exact ? 0 : 1, third: asked ? 1 : 0 }
}
