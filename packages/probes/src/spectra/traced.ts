import { checked, ranges } from '@momenta/core'
import { costOf } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import { signVector } from '../random/signVector.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { roundingShare } from '../records/roundingShare.js'
import { shown } from '../records/shown.js'
import { dot } from '../vectors/dot.js'
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
}

/** Σ eᵢᵀ A eᵢ: nothing to estimate. */
const exactTrace = async ({ dim, apply }: Operator): Promise<Estimate> => {
  let value = 0
  for (let i = 0; i < dim; i++) {
    const unit = new Float64Array(dim)
    unit[i] = 1
    value += (await apply(unit))[i] as number
  }
  return { value, error: 0, matvecs: dim }
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
  { products = 60, tolerance = 0.05, seed = 0 }: TraceOptions,
  fewest: number,
  estimate: (products: number, seed: number) => Promise<Estimate>,
): Promise<Measurement> => {
  checked(who, 'products', products, ranges.positiveCount)
  checked(who, 'tolerance', tolerance, ranges.positive)
  const { dim, made } = operator
  const probe = signVector(seed, 0, dim)
  const trial = dim === 0 ? null : await repeated(operator, probe)
  const half = dim === 0 ? undefined : operator.halved?.()
  const differ =
    half === undefined || trial === null
      ? 0
      : Math.abs(dot(probe, await half.apply(probe)) - dot(probe, trial.product))
  const found =
    products >= dim
      ? await exactTrace(operator)
      : products < fewest
        ? { value: Number.NaN, error: Number.NaN, matvecs: 0 }
        : await estimate(products, seed)
  const allowed = tolerance * Math.abs(found.value)
  const warnings = [
    ...randomness(trial?.difference ?? 0),
    ...(differ > 0.01 * Math.abs(found.value)
      ? [`step: h and h/2 differ by ${shown(differ)}: the step is too large, or there are kinks`]
      : []),
  ]
  return {
    ...measured(made, {
      value: dim === 0 ? Number.NaN : found.value,
      error: found.error + differ + roundingShare(made.dtype) * Math.abs(found.value),
      errorIs: differ > 0 ? 'standard error and differences' : 'standard error',
      converged: dim > 0 && found.error <= allowed && warnings.length === 0,
      reason: warnings[0] ?? reasonOf(dim, found, allowed),
      warnings,
      seed: products >= dim ? null : seed,
    }),
    ...costOf(
      [operator, found.matvecs + (trial === null ? 0 : 2)],
      ...(half === undefined ? [] : [[half, 1] as const]),
    ),
  }
}
