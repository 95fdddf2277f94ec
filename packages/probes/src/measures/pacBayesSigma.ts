import { flag, number, type OptionsOf, optional, ranges, readOptions } from '@momenta/options'
import { functionOption, objectOption, vectorOption } from '../arguments/declare.js'
import { unitsInLastPlace } from '../differences/unitsInLastPlace.js'
import { formatNumber } from '../records/formatNumber.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { exactProvenance, type Provenance } from '../records/Provenance.js'
import { bisectSigma, dropAt, expectAccuracy, slopeOf } from './bisectSigma.js'

const options = {
  /** The trained parameters. */
  point: vectorOption<Float64Array>(),
  /** The accuracy in [0, 1] on the probe set. */
  accuracy: functionOption<(w: Float64Array) => number | Promise<number>>(),
  /** The target mean loss of accuracy. Default 0.1. */
  drop: number(ranges.positive, 0.1),
  /** The maximum σ. Default 2. */
  maxSigma: number(ranges.positive, 2),
  /** Number of draws of the noise, the same for all σ. Default 10. */
  draws: number(ranges.positiveCount, 10),
  /** Number of bisections. Default 15. */
  bisections: number(ranges.positiveCount, 15),
  /** Whether the standard deviation of element i is √(σ²wᵢ² + ε²). Default false. */
  adaptive: flag(false),
  /** The ε of `adaptive`. Default 1e-3. */
  eps: number(ranges.positive, 1e-3),
  /** Seed of the draws. Default 0. */
  seed: number(ranges.integer, 0),
  /** How the accuracy is computed; without it float64 on `js`. */
  provenance: optional(objectOption<Partial<Provenance>>()),
}

/** Options of {@link pacBayesSigma}. */
export interface PacBayesSigmaOptions extends OptionsOf<typeof options> {}

/** σ, with the flatness 1/σ² that tables report. */
export interface PacBayesSigma extends Measurement {
  readonly flatness: number
}

/**
 * The largest standard deviation σ of Gaussian noise on the parameters at which the mean accuracy
 * is at most `drop` lower, by bisection on [0, maxSigma] with the same draws for all σ. The error
 * is half of the last bracket, and the standard error of the drop over its slope.
 *
 * @throws RangeError if an option lies outside its range, TypeError if one is of the wrong type.
 *
 * Source: Jiang et al., arXiv 1912.02178, appendix; Dziugaite et al., arXiv 2010.11924. Here σ is a
 * standard deviation; a widely used script passes σ² for it.
 *
 * @example
 * import { pacBayesSigma } from '@momenta/probes'
 *
 * // correct while w > 0: a tenth of the draws is wrong at σ = w/1.2816
 * const accuracy = ([w]: Float64Array) => (w > 0 ? 1 : 0)
 * const { value, error } = await pacBayesSigma({ point: Float64Array.of(1), accuracy, draws: 4000 })
 * Math.abs(value - 1 / 1.2816) < 3 * error // => true
 */
export const pacBayesSigma = async (given: PacBayesSigmaOptions): Promise<PacBayesSigma> => {
  const filled = readOptions('pacBayesSigma', options, [given])
  const { accuracy, drop, maxSigma, draws, adaptive, eps, seed } = filled
  const point = Float64Array.from(filled.point)
  const here = expectAccuracy(await accuracy(point.slice()))
  const deviationsOf = (sigma: number) =>
    point.map((w) => (adaptive ? Math.sqrt((sigma * w) ** 2 + eps ** 2) : sigma))
  const evaluate = dropAt(accuracy, point, here, deviationsOf, { draws, seed })
  const found = await bisectSigma(evaluate, drop, maxSigma, filled.bisections)
  const { low, high, reached, evaluated } = found
  const sigma = reached ? (low.sigma + high.sigma) / 2 : maxSigma
  const spread = Math.max(low.error, high.error) / slopeOf(found, drop)
  const provenance = { ...exactProvenance('accuracies'), ...filled.provenance }
  const deviations = deviationsOf(low.sigma > 0 ? low.sigma : high.sigma)
  const units = unitsInLastPlace(provenance.dtype, point)
  const fixed = units.filter((unit, i) => unit > (deviations[i] as number)).length
  const broken = evaluated.some(({ mean }) => Number.isNaN(mean))
  const fault = broken
    ? 'not finite: an accuracy'
    : fixed > 0
      ? `rounding: ${fixed} of ${point.length} parameters are so large that noise of sigma does not move them; take adaptive`
      : undefined
  const reason = !reached
    ? `the accuracy falls by ${formatNumber(high.mean)} only at sigma = ${maxSigma}; give a larger maxSigma`
    : draws > 1
      ? `bracket [${formatNumber(low.sigma)}, ${formatNumber(high.sigma)}]`
      : 'one draw gives no error bar; give more draws'
  const measurement = makeMeasurement(provenance, {
    how: `PAC-Bayes sigma, drop ${drop}, ${draws} draws${adaptive ? `, magnitude-aware, eps = ${eps}` : ''}`,
    value: Number.isFinite(here) && !broken ? sigma : Number.NaN,
    error:
      reached && fixed === 0 ? (high.sigma - low.sigma) / 2 + spread : Number.POSITIVE_INFINITY,
    errorIs: 'standard error, and half a bracket',
    converged: reached && draws > 1 && fault === undefined,
    warnings: fault === undefined ? [] : [fault],
    reason: fault ?? reason,
    seed,
    losses: 1 + draws * (evaluated.length - 1),
  })
  return { ...measurement, flatness: 1 / measurement.value ** 2 }
}
