import type { Transform } from '@momenta/core'
import {
  defineFactory,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import type { Line, Point } from './Line.js'
import { lineSearch } from './lineSearch.js'

const options = {
  /** The most evaluations in a step, a positive integer. Default 31. */
  maxTrials: hyperparameter(ranges.positiveCount, 31),
  /** The fraction of the decrease that the slope predicts, >= 0. Default 1e-4. */
  slopeRtol: hyperparameter(ranges.nonNegative, 1e-4),
  /** By which a step that is too long is multiplied, in (0, 1). Default 0.8. */
  decreaseFactor: hyperparameter(ranges.open, 0.8),
  /** By which the last step is multiplied for the first trial, > 0. Default 1.5. */
  increaseFactor: hyperparameter(ranges.positive, 1.5),
  /** The largest step, > 0. Default 1. */
  maxLearningRate: hyperparameter(ranges.positive, 1),
  /** An increase of the loss that counts as none, >= 0. Default 0. */
  atol: hyperparameter(ranges.nonNegative, 0),
  /** The same relative to the loss, >= 0. Default 0. */
  rtol: hyperparameter(ranges.nonNegative, 0),
}

/** Options of {@link backtrackingLineSearch}. */
export interface BacktrackingLineSearchOptions extends OptionsOf<typeof options> {}

function* backtrack(start: Point, last: number, hyper: { readonly [name: string]: number }): Line {
  const { maxTrials = 1, slopeRtol = 0, decreaseFactor = 0, increaseFactor = 1 } = hyper
  const { maxLearningRate = 1, atol = 0, rtol = 0 } = hyper
  let step = Math.min(increaseFactor * last, maxLearningRate)
  for (let trial = 1; ; trial++) {
    const { value } = yield step
    const error = value - (1 + rtol) * start.value - step * slopeRtol * start.slope
    if (error <= atol) return { step, converged: true }
    // NaN and infinity are outside of the domain of the loss
    if (trial >= maxTrials) return { step: error < Infinity ? step : 0, converged: false }
    step *= decreaseFactor
  }
}

/**
 * A backtracking line search, the last part of a chain: shortens the step along the updates u until
 * f(θ + a u) ≤ (1 + rtol) f(θ) + a slopeRtol ⟨g, u⟩ + atol (Armijo).
 *
 * The first trial is the last step multiplied by `increaseFactor`. Each trial evaluates the loss on
 * the same batch. If `maxTrials` trials are not enough, the last one is taken all the same, or no
 * step if the loss there is infinite or NaN; nor is one taken if the loss or the slope at θ is.
 * Host state: the last `step`, its `trials`, and whether it has `converged`. Hyperparameters: all
 * options.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Nocedal and Wright, Numerical Optimization, algorithm 3.1; as in Optax's
 * `scale_by_backtracking_linesearch`, which takes no steps after an infinite loss.
 *
 * @example
 * import { backtrackingLineSearch } from '@momenta/transforms'
 *
 * backtrackingLineSearch().map(({ name }) => name) // => ['backtrackingLineSearch']
 */
export const backtrackingLineSearch: Factory<BacktrackingLineSearchOptions, Transform> =
  defineFactory('backtrackingLineSearch', options, (given) =>
    lineSearch('backtrackingLineSearch', options, given, backtrack),
  )
