import { number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { expectOperator } from '../arguments/expect.js'
import { costOf, costSum, roundingCost } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import { signVector } from '../random/signVector.js'
import { formatNumber } from '../records/formatNumber.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingShare } from '../records/roundingShare.js'
import { dot } from '../vectors/dot.js'
import { emptyReason } from './emptyReason.js'
import { repeatProduct } from './repeatProduct.js'
import { repetitionWarning } from './repetitionWarning.js'
import { quotientRoundingOf, roundingWarning } from './rounding.js'

const options = {
  /** Number of products. As many as the dimension give the exact trace. Default 60. */
  products: number(ranges.positiveCount, 60),
  /** The relative standard error up to which the trace counts as converged. Default 0.05. */
  tolerance: number(ranges.positive, 0.05),
  /** Seed of the vectors. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of the estimators of the trace of a matrix. */
export interface MatrixTraceOptions extends OptionsOf<typeof options> {}

/** An estimate, its standard error and the number of products. */
export interface Estimate {
  readonly value: number
  readonly error: number
  readonly matvecs: number
  /** A bound on the effect of rounding, where it was summed over all products. */
  readonly lost?: number
}

/** Σ eᵢᵀ A eᵢ: the exact trace. */
const exactTrace = async (operator: Operator): Promise<Estimate> => {
  const { dim } = operator
  let [value, lost] = [0, 0]
  for (let i = 0; i < dim; i++) {
    const unit = new Float64Array(dim)
    unit[i] = 1
    const product = await operator.apply(unit)
    value += product[i] as number
    lost += await quotientRoundingOf(operator, unit, product)
  }
  return { value, error: 0, matvecs: dim, lost }
}

const reasonOf = (dim: number, { value, error, matvecs }: Estimate, allowed: number): string => {
  if (dim === 0) return emptyReason
  if (matvecs === 0) return 'too few products for an estimate with an error bar; give more products'
  if (!Number.isFinite(value)) return 'a product is not finite'
  const [actual, maximum] = [formatNumber(error), formatNumber(allowed)]
  return error <= allowed
    ? `standard error ${actual} within ${maximum}`
    : `standard error ${actual} above ${maximum}; give more products`
}

/**
 * Runs an estimator of the trace with the checks that all estimators share. With fewer than
 * `minProducts` products there is no error bar, so the value is NaN.
 */
export const estimateTrace = async (
  who: string,
  operator: Operator,
  given: MatrixTraceOptions,
  minProducts: number,
  estimate: (products: number, seed: number) => Promise<Estimate>,
): Promise<Measurement> => {
  expectOperator(who, operator)
  const { products, tolerance, seed } = readOptions(who, options, [given])
  const { dim, provenance } = operator
  const probe = signVector(seed, 0, dim)
  const trial = dim === 0 ? null : await repeatProduct(operator, probe)
  const half = dim === 0 ? undefined : operator.halved?.()
  const difference =
    half === undefined || trial === null
      ? 0
      : Math.abs(dot(probe, await half.apply(probe)) - dot(probe, trial.product))
  const isExact = products >= dim
  const found = isExact
    ? await exactTrace(operator)
    : products < minProducts
      ? { value: Number.NaN, error: Number.NaN, matvecs: 0 }
      : await estimate(products, seed)
  // the exact trace is also taken with half the step, along the same axes
  const again = isExact && half !== undefined && dim > 0 ? await exactTrace(half) : undefined
  // h and h/2 differ by three quarters of the error at h, by half of it for forward differences
  const differ =
    2 * Math.max(difference, again === undefined ? 0 : Math.abs(again.value - found.value))
  const lost =
    trial === null ? 0 : (found.lost ?? (await quotientRoundingOf(operator, probe, trial.product)))
  const allowed = tolerance * Math.abs(found.value)
  const warnings = [
    ...repetitionWarning(trial?.difference ?? 0),
    ...roundingWarning(lost, Math.max(0.01, tolerance) * Math.abs(found.value)),
    ...(differ > 0.02 * Math.abs(found.value)
      ? [
          `step: h and h/2 differ by ${formatNumber(differ / 2)}: the step is too large, or there are kinks`,
        ]
      : []),
  ]
  return {
    ...makeMeasurement(provenance, {
      value: dim === 0 ? Number.NaN : found.value,
      error: found.error + differ + lost + roundingShare(provenance.dtype) * Math.abs(found.value),
      errorIs: half === undefined ? 'standard error' : 'standard error and differences',
      converged: dim > 0 && found.error <= allowed && warnings.length === 0,
      reason: warnings[0] ?? reasonOf(dim, found, allowed),
      warnings,
      seed: isExact ? null : seed,
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
