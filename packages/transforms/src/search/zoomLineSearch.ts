import type { Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  type Factory,
  flag,
  hyperparameter,
  type OptionsOf,
  optional,
  ranges,
} from '@momenta/options'
import type { Line, Point } from './Line.js'
import { lineSearch } from './lineSearch.js'
import { type Interval, narrow, stepInside } from './zoomInterval.js'

const options = {
  /** The most evaluations in a step, a positive integer. Default 20. */
  maxTrials: hyperparameter(ranges.positiveCount, 20),
  /** The largest step, > 0. Default none. */
  maxLearningRate: optional(hyperparameter(ranges.positive, 1)),
  /** An error of the conditions that counts as none, >= 0. Default 0. */
  tolerance: hyperparameter(ranges.nonNegative, 0),
  /** By which a step that is too short is multiplied, > 0. Default 2. */
  increaseFactor: hyperparameter(ranges.positive, 2),
  /** The fraction of the decrease that the slope predicts, >= 0. Default 1e-4. */
  slopeRtol: hyperparameter(ranges.nonNegative, 1e-4),
  /** The largest fraction of the slope that remains, >= 0. Default 0.9. */
  curvatureRtol: hyperparameter(ranges.nonNegative, 0.9),
  /**
   * Whether the slope replaces the decrease where the loss changes by less than `approximateRtol`
   * of it. Default true.
   */
  approximate: flag(true),
  /** A change of the loss, relative to it, that is rounding, >= 0. Default 1e-6. */
  approximateRtol: hyperparameter(ranges.nonNegative, 1e-6),
  /** The length of an interval below which the search ends, >= 0. Default 1e-5. */
  precision: hyperparameter(ranges.nonNegative, 1e-5),
  /** The first trial: the last step, or 1. Default 'keep'. */
  firstTrial: choice(['keep', 'one'], 'keep'),
}

/** Options of {@link zoomLineSearch}. */
export interface ZoomLineSearchOptions extends OptionsOf<typeof options> {}

type Numbers = { readonly [name: string]: number }

/** By how much a condition is missed; NaN is infinitely much. */
const missedBy = (error: number): number =>
  Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(error, 0)

/** By how much points miss the decrease of the loss, and the decrease of the slope. */
const conditions = (start: Point, approximate: boolean, hyper: Numbers) => {
  const { slopeRtol = 0, curvatureRtol = 0, approximateRtol = 0 } = hyper
  const decrease = ({ step, value, slope }: Point): number => {
    const armijo = value - start.value - slopeRtol * step * start.slope
    const change = value - start.value - approximateRtol * Math.abs(start.value)
    const flatter = slope - (2 * slopeRtol - 1) * start.slope
    return missedBy(approximate ? Math.min(Math.max(flatter, change), armijo) : armijo)
  }
  const curvature = ({ slope }: Point): number =>
    missedBy(Math.abs(slope) - curvatureRtol * Math.abs(start.slope))
  return { decrease, curvature }
}

function* zoom(start: Point, first: number, approximate: boolean, hyper: Numbers): Line {
  const { maxTrials = 1, maxLearningRate = Number.POSITIVE_INFINITY, tolerance = 0 } = hyper
  const { increaseFactor = 1, precision = 0 } = hyper
  const { decrease, curvature } = conditions(start, approximate, hyper)
  /** The best point with a sufficient decrease. */
  let safe = start
  let before = start
  let interval: Interval | undefined
  for (let trial = 1; ; trial++) {
    const longer = trial === 1 ? first : increaseFactor * before.step
    const at: Point = yield interval === undefined
      ? Math.min(longer, maxLearningRate)
      : stepInside(interval)
    const missed = decrease(at)
    if (missed <= tolerance && (interval === undefined || at.value < safe.value)) safe = at
    if (Math.max(missed, curvature(at)) <= tolerance) return { step: at.step, converged: true }
    let isShort = false
    if (interval === undefined) {
      const isTooLong = missed > 0 || (at.value >= before.value && trial > 1)
      if (isTooLong) interval = { low: before, high: at, other: before }
      else if (at.slope >= 0) interval = { low: at, high: before, other: at }
      else if (longer >= maxLearningRate) return { step: at.step, converged: false }
    } else {
      isShort = Math.abs(interval.high.step - interval.low.step) <= precision && safe.step > 0
      interval = narrow(interval, at, missed > 0)
    }
    if (trial >= maxTrials || isShort)
      return { step: (safe.step > 0 || missed === Infinity ? safe : at).step, converged: false }
    before = at
  }
}

/**
 * A line search for the strong Wolfe conditions, the last part of a chain: the step a along the
 * updates u fulfils f(θ + a u) ≤ f(θ) + a slopeRtol s₀ and |s(a)| ≤ curvatureRtol |s₀|, with the
 * slopes s(a) = ⟨∇f(θ + a u), u⟩.
 *
 * Longer steps are tried until an interval holds such a step, which cubics and parabolas narrow.
 * Each trial evaluates the loss and its gradient on the same batch. If `maxTrials` trials are not
 * enough, the best step with the first condition is taken, else the last one, or no step if the
 * loss there is infinite or NaN; nor is one taken if the loss or the slope at θ is. Host state: the
 * last `step`, its `trials`, and whether it has `converged`. Hyperparameters: all numbers.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6, with the approximate
 * decrease of Hager and Zhang, 2006; as in Optax's `scale_by_zoom_linesearch`.
 *
 * @example
 * import { zoomLineSearch } from '@momenta/transforms'
 *
 * zoomLineSearch().map(({ name }) => name) // => ['zoomLineSearch']
 */
export const zoomLineSearch: Factory<ZoomLineSearchOptions, Transform> = defineFactory(
  'zoomLineSearch',
  options,
  (given) => {
    const { approximate, firstTrial } = given
    return lineSearch('zoomLineSearch', options, given, (start, last, hyper) =>
      zoom(start, firstTrial === 'one' ? 1 : last, approximate, hyper),
    )
  },
)
