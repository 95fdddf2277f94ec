import { list, number, ranges } from '@momenta/options'
import { aggregatedMomentum } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import { averagedLast } from './shapes.js'

const options = {
  /** The decays, each in [0, 1), at least one. Default [0, 0.9, 0.99]. */
  decays: list<number>(number(ranges.decay, 0.9), [0, 0.9, 0.99], {
    says: 'must be a list of at least one number in [0, 1)',
    holds: (items) => items.length > 0,
  }),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.1.
   */
  learningRate: learningRateOption(0.1),
}

/** Options of {@link aggmo}. */
export interface AggmoOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * Aggregated momentum: bᵢ = βᵢ bᵢ + g for each decay; θ ← θ − α mean of the bᵢ.
 *
 * Options and defaults: `learningRate` 0.1, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `decays` [0, 0.9, 0.99].
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Lucas et al., arXiv 1804.00325.
 *
 * @example
 * import { aggmo } from '@momenta/optimizers'
 *
 * aggmo().transform.map(({ name }) => name) // => ['aggregatedMomentum', 'scaleByLearningRate']
 */
export const aggmo: FinishedOptimizer<AggmoOptions> = defineRule('aggmo', {
  options,
  own,
  base: ({ decays }) => averagedLast(aggregatedMomentum({ decays })),
})
