import { checked, ranges } from '@momenta/core'
import { givenFunction } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { unitsOf } from '../differences/unitsOf.js'
import { normalVector } from '../random/normalVector.js'
import type { Made } from '../records/Made.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { shown } from '../records/shown.js'
import { meanOf } from '../spectra/meanOf.js'
import { plus } from '../vectors/plus.js'

/** Options of {@link pacBayesSigma}. */
export interface PacBayesOptions {
  /** The trained parameters. */
  readonly point: Float64Array
  /** The accuracy in [0, 1] on the probe set. */
  readonly accuracy: (w: Float64Array) => number | Promise<number>
  /** The mean loss of accuracy to aim at. Default 0.1. */
  readonly drop?: number
  /** The greatest σ. Default 2. */
  readonly greatest?: number
  /** Draws of noise, the same for all σ. Default 10. */
  readonly draws?: number
  /** Halvings of the bracket. Default 15. */
  readonly levels?: number
  /** Magnitude-aware: the standard deviation of element i is √(σ²wᵢ² + ε²). Default false. */
  readonly adaptive?: boolean
  /** ε of that. Default 1e-3. */
  readonly epsilon?: number
  readonly seed?: number
  readonly made?: Partial<Made>
}

/** σ, with the flatness 1/σ² that tables report. */
export interface PacBayes extends Measurement {
  readonly flatness: number
}

interface Drop {
  readonly sigma: number
  readonly mean: number
  readonly error: number
}

/**
 * The largest standard deviation σ of Gaussian noise on the parameters at which the mean accuracy is at most `drop` lower: bisection on [0, greatest], with the same draws
 * at all levels. The error is half of the last bracket, and the standard error of the drop over its slope, taken from the brackets.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Jiang et al., arXiv 1912.02178, appendix; Dziugaite et al., arXiv 2010.11924. σ is a standard deviation here; a widely used script passes σ² for it.
 *
 * @example
 * import { pacBayesSigma } from '@momenta/probes'
 *
 * // right as long as w > 0: a tenth of the draws is wrong at σ = w/1.2816
 * const accuracy = ([w]: Float64Array) => (w > 0 ? 1 : 0)
 * const { value, error } = await pacBayesSigma({ point: Float64Array.of(1), accuracy, draws: 4000 })
 * Math.abs(value - 1 / 1.2816) < 3 * error // => true
 */
export const pacBayesSigma = async (options: PacBayesOptions): Promise<PacBayes> => {
  const {
    point,
    accuracy,
    drop = 0.1,
    greatest = 2,
    draws = 10,
    levels = 15,
    adaptive = false,
    epsilon = 1e-3,
    seed = 0,
    made,
  } = known('pacBayesSigma', options, {
    point: true,
    accuracy: true,
    drop: true,
    greatest: true,
    draws: true,
    levels: true,
    adaptive: true,
    epsilon: true,
    seed: true,
    made: true,
  })
  const who = 'pacBayesSigma'
  givenFunction(who, 'accuracy', accuracy)
  for (const [name, value] of Object.entries({ drop, greatest, epsilon }))
    checked(who, name, value, ranges.positive)
  for (const [name, value] of Object.entries({ draws, levels }))
    checked(who, name, value, ranges.positiveCount)
  const here = await accuracy(point)
  const widths = (sigma: number) =>
    point.map((w) => (adaptive ? Math.sqrt((sigma * w) ** 2 + epsilon ** 2) : sigma))
  const at = async (sigma: number): Promise<Drop> => {
    const deviations = widths(sigma)
    const drops: number[] = []
    for (let i = 0; i < draws; i++) {
      const z = normalVector(seed, i, point.length)
      const noise = z.map((n, j) => n * (deviations[j] as number))
      drops.push(here - (await accuracy(plus(point, 1, noise))))
    }
    return { sigma, ...meanOf(drops) }
  }
  const seen: Drop[] = [{ sigma: 0, mean: 0, error: 0 }, await at(greatest)]
  let [low, high] = seen as [Drop, Drop]
  const reached = high.mean > drop
  for (let i = 0; reached && i < levels; i++) {
    const middle = await at((low.sigma + high.sigma) / 2)
    seen.push(middle)
    if (middle.mean > drop) high = middle
    else low = middle
  }
  const sigma = reached ? (low.sigma + high.sigma) / 2 : greatest
  // the slope over a bracket that is wide enough to see one
  const wide = seen.filter(({ mean }) => Math.abs(mean - drop) >= 0.25 * drop)
  const below = wide
    .filter(({ mean }) => mean < drop)
    .reduce((a, b) => (b.sigma > a.sigma ? b : a), seen[0] as Drop)
  const above = wide
    .filter(({ mean }) => mean > drop)
    .reduce((a, b) => (b.sigma < a.sigma ? b : a), seen[1] as Drop)
  const slope = (above.mean - below.mean) / (above.sigma - below.sigma)
  const spread = Math.max(low.error, high.error) / slope
  const whole: Made = {
    how: 'accuracies',
    step: null,
    dtype: 'float64',
    backend: 'js',
    samples: null,
    hash: null,
    ...made,
  }
  const deviations = widths(low.sigma > 0 ? low.sigma : high.sigma)
  const stuck = unitsOf(whole.dtype, point).filter((unit, i) => unit > (deviations[i] as number))
  const broken = seen.some(({ mean }) => Number.isNaN(mean))
  const fault = broken
    ? 'not finite: an accuracy'
    : stuck.length > 0
      ? `rounding: ${stuck.length} of ${point.length} parameters are so large that noise of sigma does not move them; take adaptive`
      : undefined
  const found = measured(whole, {
    how: `PAC-Bayes sigma, drop ${drop}, ${draws} draws${adaptive ? `, magnitude-aware, epsilon = ${epsilon}` : ''}`,
    value: Number.isFinite(here) && !broken ? sigma : Number.NaN,
    error:
      reached && stuck.length === 0
        ? (high.sigma - low.sigma) / 2 + spread
        : Number.POSITIVE_INFINITY,
    errorIs: 'standard error, and half a bracket',
    converged: reached && draws > 1 && fault === undefined,
    warnings: fault === undefined ? [] : [fault],
    reason:
      fault ??
      (reached
        ? draws > 1
          ? `bracket [${shown(low.sigma)}, ${shown(high.sigma)}]`
          : 'one draw gives no error bar; give more draws'
        : `the accuracy falls by ${shown(high.mean)} only at sigma = ${greatest}; give a greater one`),
    seed,
    losses: 1 + draws * (seen.length - 1),
  })
  return { ...found, flatness: 1 / sigma ** 2 }
}
