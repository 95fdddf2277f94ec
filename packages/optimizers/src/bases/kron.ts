import { chain } from '@momenta/core'
import { hyperparameter, number, ranges } from '@momenta/options'
import { scaleByKron } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { average } from './shapes.js'

const options = {
  /** The decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** The learning rate of the factors, >= 0. Default 0.1. */
  factorRate: hyperparameter(ranges.nonNegative, 0.1),
  /** The least share of steps that change the factors, in (0, 1]. Default 0.03. */
  share: number(ranges.divisor, 0.03),
  /** The largest root mean square of the direction of a leaf, > 0. Default 1.1. */
  maxRms: hyperparameter(ranges.positive, 1.1),
  /** Longer axes have a diagonal factor, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
  /** A non-negative integer; the random directions are a function of it. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link kron}. */
export interface KronOptions extends OptimizerOptions<typeof options, typeof decoupledDecay> {}

/**
 * PSGD Kron: a momentum that triangular factors for the rows and the columns of each leaf whiten;
 * the factors are fitted by gradient descent.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `factorRate` 0.1, `share` 0.03, `maxRms`
 * 1.1, `maxSize` 1024, `seed` 0.
 *
 * Of leaves with more than two axes, all but the last are one. The triangular systems are solved on
 * the host, with work cubic in the length of an axis; the backend must be one that can be read
 * synchronously.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Li, arXiv 1512.04202.
 *
 * @example
 * import { kron } from '@momenta/optimizers'
 *
 * kron().transform.map(({ name }) => name) // => ['ema', 'scaleByKron', 'scaleByLearningRate']
 */
export const kron: FinishedOptimizer<KronOptions, Nu> = defineRule('kron', {
  options,
  own: decoupledDecay,
  base: ({ b1, ...rest }) => ({
    whole: chain(average(b1), scaleByKron(rest)),
    cuts: ['nu'],
    halves: ({ nu }) => [
      average(b1),
      scaleByKron({ ...rest, of: nu === 'gradients' ? 'grads' : 'updates' }),
    ],
  }),
})
