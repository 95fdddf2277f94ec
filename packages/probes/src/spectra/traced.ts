import { checked, ranges } from '@momenta/core'
import { givenOperator } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { costOf, costSum, roundingCost } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import { signVector } from '../random/signVector.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingShare } from '../records/roundingShare.js'
import { shown } from '../records/shown.js'
import { dot } from '../vectors/dot.js'
import { lostIn, lostWarning } from './lostIn.js'
import { randomness } from './randomness.js'
import { repeated } from './repeated.js'

/** Options of the trace estimators. */
export interface TraceOptions {
  /** How many products to spend. As many as the dimension give the exact trace. Default 60. */
  readonly products?: number
  /** The share of the trace up to which its standard error counts as converged. Default 0.05. */
  readonly tolerance?: number
  readonly seed?: number
}

/** What an estimator answers: the estimate, its standard error and the products it took. */
export interface Estimate {
  readonly value: number
  readonly error: number
  readonly matvecs: number
  /** What rounding may have done to it, where that was added up over all products. */
  readonly lost?: number
}

/** Σ eᵢᵀ A eᵢ: nothing to estimate. */
const exactTrace = async (operator: Operator): Promise<Estimate> => {
  const { dim } = operator
  let [value, lost] = [0, 0]
  for (let i = 0; i < dim; i++) {
    const unit = new Float64Array(dim)
    unit[i] = 1
    const product = await operator.apply(unit)
    value += product[i] as number
    lost += await lostIn(operator, unit, product)
  }
  return { value, error: 0, matvecs: dim, lost }
}

const reasonOf = (dim: number, { value, error, matvecs }: Estimate, allowed: number): string => {
  if (dim === 0) return 'empty: there are no parameters to measure; the filter keeps none'
  if (matvecs === 0)
    return 'the budget of products is too small for an estimate with an error bar; give more'
  if (!Number.isFinite(value)) return 'a product is not finite'
  const compared = error <= allowed ? 'within' : 'above'
  return `standard error ${shown(error)} ${compared} ${shown(allowed)}${error <= allowed ? '' : '; give more products'}`
}

/** Runs an estimator of the trace, with the checks that all of them share, and makes the record. Below the fewest products that give an error bar there is no value. */
export const traced = async (
  who: string,
  operator: Operator,
  options: TraceOptions,
  fewest: number,
  estimate: (products: number, seed: number) => Promise<Estimate>,
): Promise<Measurement> => {
  givenOperator(who, operator)
  const names = { products: true, tolerance: true, seed: true } as const
  const { products = 60, tolerance = 0.05, seed = 0 } = known(who, options, names)
  checked(who, 'products', products, ranges.positiveCount)
  checked(who, 'tolerance', tolerance, ranges.positive)
  const { dim, made } = operator
  const probe = signVector(seed, 0, dim)
  const trial = dim === 0 ? null : await repeated(operator, probe)
  const half = dim === 0 ? undefined : operator.halved?.()
  const apart =
    half === undefined || trial === null
      ? 0
      : Math.abs(dot(probe, await half.apply(probe)) - dot(probe, trial.product))
  const whole = products >= dim
  const found = whole
    ? await exactTrace(operator)
    : products < fewest
      ? { value: Number.NaN, error: Number.NaN, matvecs: 0 }
      : await estimate(products, seed)
  // along the axes, where the trace was taken along them
  const again = whole && half !== undefined && dim > 0 ? await exactTrace(half) : undefined
  // h and h/2 are apart by three quarters of the error at h, by half of it in forward differences
  const differ = 2 * Math.max(apart, again === undefined ? 0 : Math.abs(again.value - found.value))
  const lost = trial === null ? 0 : (found.lost ?? (await lostIn(operator, probe, trial.product)))
  const allowed = tolerance * Math.abs(found.value)
  const warnings = [
    ...randomness(trial?.difference ?? 0),
    ...lostWarning(lost, Math.max(0.01, tolerance) * Math.abs(found.value)),
    ...(differ > 0.02 * Math.abs(found.value)
      ? [
          `step: h and h/2 differ by ${shown(differ / 2)}: the step is too large, or there are kinks`,
        ]
      : []),
  ]
  return {
    ...measured(made, {
      value: dim === 0 ? Number.NaN : found.value,
      error: found.error + differ + lost + roundingShare(made.dtype) * Math.abs(found.value),
      errorIs: half === undefined ? 'standard error' : 'standard error and differences',
      converged: dim > 0 && found.error <= allowed && warnings.length === 0,
      reason: warnings[0] ?? reasonOf(dim, found, allowed),
      warnings,
      seed: products >= dim ? null : seed,
    }),
    ...costSum(
      costOf(
        [operator, found.matvecs + (trial === null ? 0 : 2)],
        ...(half === undefined ? [] : [[half, 1 + (again?.matvecs ?? 0)] as const]),
      ),
      ...(trial === null ? [] : [roundingCost(operator)]),
    ),
  }
}
