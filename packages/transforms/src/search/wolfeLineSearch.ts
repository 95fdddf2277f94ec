import type { Transform } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { cubicStep } from './cubicStep.js'
import type { Line, Point, Start } from './Line.js'
import { lineSearch } from './lineSearch.js'

const options = {
  /** The most evaluations in a step, a positive integer. Default 25. */
  maxTrials: hyperparameter(ranges.positiveCount, 25),
  /** The fraction of the decrease that the slope predicts, >= 0. Default 1e-4. */
  slopeRtol: hyperparameter(ranges.nonNegative, 1e-4),
  /** The largest fraction of the slope that remains, >= 0. Default 0.9. */
  curvatureRtol: hyperparameter(ranges.nonNegative, 0.9),
  /** The first trial, > 0. Default 1. */
  firstStep: hyperparameter(ranges.positive, 1),
  /** The length of an interval, as a change of a parameter, that ends it, >= 0. Default 1e-9. */
  precision: hyperparameter(ranges.nonNegative, 1e-9),
}

/** Options of {@link wolfeLineSearch}. */
export interface WolfeLineSearchOptions extends OptionsOf<typeof options> {}

type Numbers = { readonly [name: string]: number }

/** Two points around a step to be found, the one with the smaller loss first. */
type Bracket = readonly [low: Point, high: Point]

const sorted = (a: Point, b: Point): Bracket => (b.value < a.value ? [b, a] : [a, b])

/**
 * The next trial inside a bracket: that of a cubic. If it is near an end for the second time in a
 * row, or outside, it is moved inside.
 */
const trialInside = (
  [low, high]: Bracket,
  wasNear: boolean,
): { readonly step: number; readonly isNear: boolean } => {
  const [least, most] = [Math.min(low.step, high.step), Math.max(low.step, high.step)]
  const margin = 0.1 * (most - least)
  const step = cubicStep(low, high)
  if (Math.min(most - step, step - least) >= margin) return { step, isNear: false }
  if (!wasNear && step < most && step > least) return { step, isNear: true }
  const isUpper = Math.abs(step - most) < Math.abs(step - least)
  return { step: isUpper ? most - margin : least + margin, isNear: false }
}

/** The bracket after a trial inside of it. */
const narrow = ([low, high]: Bracket, at: Point, isTooLong: boolean): Bracket => {
  if (isTooLong || at.value >= low.value) return sorted(low, at)
  return [at, at.slope * (high.step - low.step) >= 0 ? low : high]
}

function* wolfe(start: Start, hyper: Numbers): Line {
  const { maxTrials = 1, slopeRtol = 0, curvatureRtol = 0, firstStep = 1, precision = 0 } = hyper
  if (start.slope >= 0) return { step: 0, converged: start.slope === 0 }
  const isTooLong = ({ step, value }: Point): boolean =>
    !(value <= start.value + slopeRtol * step * start.slope)
  const isFlat = ({ slope }: Point): boolean => Math.abs(slope) <= -curvatureRtol * start.slope
  let before: Point = start
  let at = yield firstStep
  let trials = 1
  let bracket: Bracket | undefined
  for (; bracket === undefined && trials < maxTrials; ) {
    if (isTooLong(at) || (trials > 2 && at.value >= before.value)) bracket = sorted(before, at)
    else if (isFlat(at)) return { step: at.step, converged: true }
    else if (at.slope >= 0) bracket = sorted(before, at)
    else {
      const least = at.step + 0.01 * (at.step - before.step)
      const next = cubicStep(before, at, least, 10 * at.step)
      before = at
      at = yield next
      trials++
    }
  }
  bracket ??= sorted(start, at)
  for (let wasNear = false; trials < maxTrials; trials++) {
    const [low, high]: Bracket = bracket
    if (Math.abs(high.step - low.step) * start.size < precision) break
    const { step, isNear } = trialInside(bracket, wasNear)
    wasNear = isNear
    at = yield step
    const isLess = !isTooLong(at) && at.value < low.value
    if (isLess && isFlat(at)) return { step, converged: true }
    bracket = narrow(bracket, at, !isLess)
  }
  return { step: bracket[0].step, converged: false }
}

/**
 * The line search of PyTorch's L-BFGS for the strong Wolfe conditions, the last part of a chain:
 * the step a along the updates u fulfils f(θ + a u) ≤ f(θ) + a slopeRtol s₀ and |s(a)| ≤
 * −curvatureRtol s₀, with the slopes s(a) = ⟨∇f(θ + a u), u⟩.
 *
 * Longer steps are tried until two of them bracket such a step, which cubics narrow. Each trial
 * evaluates the loss and its gradient on the same batch. If `maxTrials` trials are not enough, the
 * end of the bracket with the smaller loss is taken, or no step; nor is one taken if the slope s₀
 * is not negative, or the loss at θ is infinite or NaN. Host state: the last `step`, its `trials`,
 * and whether it has `converged`. Hyperparameters: all options.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6; as `strong_wolfe` in
 * `torch.optim.LBFGS`.
 *
 * @example
 * import { wolfeLineSearch } from '@momenta/transforms'
 *
 * wolfeLineSearch().map(({ name }) => name) // => ['wolfeLineSearch']
 */
export const wolfeLineSearch: Factory<WolfeLineSearchOptions, Transform> = defineFactory(
  'wolfeLineSearch',
  options,
  (given) =>
    lineSearch('wolfeLineSearch', options, given, (start, _, hyper) => wolfe(start, hyper)),
)
