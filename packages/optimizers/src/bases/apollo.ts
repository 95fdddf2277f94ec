import { choice, hyperparameter, number, ranges } from '@momenta/options'
import { scaleByApollo } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { matricesOrAdam } from './matricesOrAdam.js'

const options = {
  /** The number of random vectors, a positive integer. Default 256. */
  rank: number(ranges.positiveCount, 256),
  /** The vectors are drawn in every such step, a positive integer. Default 200. */
  every: number(ranges.positiveCount, 200),
  /** Its root multiplies the steps of matrices, >= 0. Default 1. */
  scale: hyperparameter(ranges.nonNegative, 1),
  /** Whether each row of the longer axis has a factor of its own, or the matrix. Default 'row'. */
  factors: choice(['row', 'matrix'], 'row'),
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-6. */
  eps: hyperparameter(ranges.nonNegative, 1e-6),
  /** A non-negative integer; the vectors are a function of it. Default 0. */
  seed: number(ranges.count, 0),
}

/** Options of {@link apollo}. */
export interface ApolloOptions extends OptimizerOptions<typeof options, typeof decoupledDecay> {}

/**
 * APOLLO: SGD whose matrices have the length of the step that Adam would make, estimated in a
 * random subspace, with a limit of 1 % on the growth of its norm in a step.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `rank` 256, `every` 200, `scale` 1, `factors` 'row',
 * `b1` 0.9, `b2` 0.999, `eps` 0.000001, `seed` 0.
 *
 * APOLLO-Mini has `rank` 1, `scale` 128 and `factors` 'matrix': its state is about that of SGD.
 * Leaves whose number of axes is not two, such as biases and kernels of convolutions, get Adam.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zhu et al., arXiv 2412.05270.
 *
 * @example
 * import { apollo } from '@momenta/optimizers'
 *
 * apollo({ rank: 8 }).transform.map(({ name }) => name) // => ['scaleByApollo', 'scaleByAdam', 'scaleByLearningRate']
 */
export const apollo: FinishedOptimizer<ApolloOptions, Nu> = defineRule('apollo', {
  options,
  own: decoupledDecay,
  base: ({ b1, ...rest }) =>
    matricesOrAdam({ b1, ...rest }, (of) =>
      scaleByApollo({ ...rest, ...(of === undefined ? { b1 } : { b1: 0, of }) }),
    ),
})
