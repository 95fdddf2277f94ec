import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { galoreOptions, galoreRule } from './galoreRule.js'

/** Options of {@link galore}. */
export interface GaloreOptions
  extends OptimizerOptions<typeof galoreOptions, typeof decoupledDecay> {}

/**
 * GaLore: Adam in the subspace of the leading singular vectors of the gradient, which needs less
 * memory: m and v of a matrix of m rows and n columns have the longer length times `rank`.
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
 * Source: Zhao et al., arXiv 2403.03507.
 *
 * @example
 * import { galore } from '@momenta/optimizers'
 *
 * galore({ rank: 8 }).transform.map(({ name }) => name) // => ['scaleByGalore', 'scaleByAdam', 'scaleByLearningRate']
 */
export const galore: FinishedOptimizer<GaloreOptions, Nu> = defineRule('galore', {
  options: galoreOptions,
  own: decoupledDecay,
  base: (given) => galoreRule(given, false),
})
