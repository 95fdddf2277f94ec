import { chain, fromOptions, type Transform } from '@momenta/core'
import { choice, flag, hyperparameter, number, type OptionsOf, ranges } from '@momenta/options'
import {
  backtrackingLineSearch,
  scaleByLbfgs,
  scaleByLearningRate,
  wolfeLineSearch,
  zoomLineSearch,
} from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedFirst } from './shapes.js'
import { unitRate } from './unitRate.js'

const options = {
  /** The number of pairs that are stored, an integer in [1, 100]. Default 10. */
  memorySize: number(ranges.positiveCount, 10),
  /** Whether the initial Hessian is scaled by the newest pair. Default true. */
  scaleInitial: flag(true),
  /** The line search after the step; none takes the learning rate. Default 'zoom'. */
  lineSearch: choice(['zoom', 'wolfe', 'backtracking', 'none'], 'zoom'),
  /** The most evaluations of a line search, a positive integer. Default 20. */
  maxTrials: hyperparameter(ranges.positiveCount, 20),
  /**
   * Decay of the momentum that critical momenta store, in [0, 1); an error without them. Default
   * 0.9.
   */
  b1: hyperparameter(ranges.decay, 0.9),
}

/** Options of {@link lbfgs}. */
export interface LbfgsOptions
  extends Omit<OptimizerOptions<typeof options, typeof unitRate>, 'b1'> {}

const searches: { readonly [name: string]: (maxTrials: number) => Transform } = {
  zoom: (maxTrials) => zoomLineSearch({ maxTrials, firstTrial: 'one' }),
  wolfe: (maxTrials) => wolfeLineSearch({ maxTrials }),
  backtracking: (maxTrials) => backtrackingLineSearch({ maxTrials }),
  none: () => [],
}

/** A search whose other hyperparameters no option sets. */
const searchBy = (lineSearch: string, maxTrials: number): Transform => {
  const search = (searches[lineSearch] as (typeof searches)[string])(maxTrials)
  const names = search.flatMap(({ hyper }) => Object.keys(hyper))
  const others = names.filter((name) => name !== 'maxTrials')
  return fromOptions(search, Object.fromEntries(others.map((name) => [name, null])))
}

/**
 * L-BFGS with a line search: the direction of `scaleByLbfgs`, multiplied by the learning rate, and
 * the step along it that `zoomLineSearch`, `wolfeLineSearch` or `backtrackingLineSearch` finds.
 *
 * For losses without noise: a line search evaluates the loss of one batch several times a step.
 * What happens where it does not converge is documented with each.
 *
 * Options and defaults: `learningRate` 1, `weightDecay` none, `decoupled` false, `weightDecayMask`
 * all leaves, `clip` none, `memorySize` 10, `scaleInitial` true, `lineSearch` 'zoom', `maxTrials`
 * 20.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Liu and Nocedal, Mathematical Programming 45, 1989; as `lbfgs` in Optax.
 *
 * @example
 * import { lbfgs } from '@momenta/optimizers'
 *
 * lbfgs().transform.map(({ name }) => name)
 * // => ['scaleByLbfgs', 'scaleByLearningRate', 'zoomLineSearch']
 */
export const lbfgs: FinishedOptimizer<
  LbfgsOptions,
  Pick<OptionsOf<typeof options>, 'b1'>
> = defineRule('lbfgs', {
  options,
  own: unitRate,
  base: ({ b1, memorySize, scaleInitial, lineSearch, maxTrials }) => ({
    ...averagedFirst(b1, scaleByLbfgs({ memorySize, scaleInitial })),
    last: (learningRate) =>
      chain(scaleByLearningRate({ learningRate }), searchBy(lineSearch, maxTrials)),
  }),
})
