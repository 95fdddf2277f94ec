import { fromOptions } from '@momenta/core'
import { hyperparameter, number, ranges } from '@momenta/options'
import { scaleBySplus } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { average } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the averages of products, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** The bases are computed in every such step, a positive integer. Default 100. */
  every: number(ranges.positiveCount, 100),
  /** The factor of leaves that are not matrices, a finite number. Default 0.001. */
  constant: hyperparameter(ranges.finite, 1e-3),
  /** Longer axes have no basis, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
}

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.1.
   */
  learningRate: learningRateOption(0.1),
}

/** Options of {@link splus}. */
export interface SplusOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * SPlus: the sign of the momentum in the eigenbases of the averages of G Gᵀ and Gᵀ G, times 2/(m +
 * n) for an m × n matrix.
 *
 * Options and defaults: `learningRate` 0.1, `weightDecay` none, `decoupled` true, `weightDecayMask`
 * all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `every` 100, `constant` 0.001, `maxSize` 1024.
 *
 * Weight decay is not multiplied by the factor of the leaf. The paper evaluates averages of the
 * parameters: add `averageParams`. The bases are computed on the host, with work cubic in the
 * length of an axis; the backend must be one that can be read synchronously.
 *
 * In float32 the squares of gradients above 1e18 overflow, and steps are NaN: clip them before, as
 * by `clipNorm`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Frans, Levine and Abbeel, arXiv 2506.07254.
 *
 * @example
 * import { splus } from '@momenta/optimizers'
 *
 * splus().transform.map(({ name }) => name) // => ['scaleBySplus', 'scaleByLearningRate']
 */
export const splus: FinishedOptimizer<SplusOptions, Nu> = defineRule('splus', {
  options,
  own,
  base: ({ b1, ...rest }) => {
    const after = (of: 'grads' | 'updates') =>
      fromOptions(scaleBySplus({ ...rest, averages: false, of }), { b1: null })
    return {
      whole: scaleBySplus({ b1, ...rest }),
      cuts: ['nu'],
      halves: ({ nu }) => [average(b1), after(nu === 'gradients' ? 'grads' : 'updates')],
    }
  },
})
