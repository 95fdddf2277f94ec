import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { galoreOptions, galoreRule } from './galoreRule.js'

/** Options of {@link fira}. */
export interface FiraOptions
  extends OptimizerOptions<typeof galoreOptions, typeof decoupledDecay> {}

/**
 * Fira: GaLore that adds the part of the gradient outside the subspace, scaled as Adam scales the
 * part in it, row by row, with a limit of 1 % on the growth of its norm in a step.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `rank` 128, `every` 200, `scale` 0.25, `b1` 0.9, `b2`
 * 0.999, `eps` 0.000001.
 *
 * Leaves whose number of axes is not two, such as biases and kernels of convolutions, get Adam. The
 * singular vectors are computed on the host, with work cubic in the shorter axis; the backend must
 * be one that can be read synchronously.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Chen et al., arXiv 2410.01623.
 *
 * @example
 * import { fira } from '@momenta/optimizers'
 *
 * fira({ rank: 8 }).transform.map(({ name }) => name) // => ['scaleByGalore', 'scaleByAdam', 'scaleByLearningRate']
 */
export const fira: FinishedOptimizer<FiraOptions, Nu> = defineRule('fira', {
  options: galoreOptions,
  own: decoupledDecay,
  base: (given) => galoreRule(given, true),
})
