import type { RememberOptions } from '@momenta/core'
import { defineFactory, flag, type OptionsOf } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { galoreOptions, galoreRule } from './galoreRule.js'

/** The options whose defaults are its own. */
const own = {
  /**
   * Whether weight decay is added to the direction (decoupled, as in AdamW) or to the gradient
   * (coupled, as in L2 regularisation). Default true.
   */
  decoupled: flag(true),
}

/** Options of {@link galore}. */
export interface GaloreOptions
  extends OptionsOf<typeof galoreOptions>,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

/** Options of {@link galore} with critical momenta. */
export interface GaloreCMOptions extends GaloreOptions, RememberOptions {}

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
export const galore: FinishedOptimizer<GaloreOptions, GaloreCMOptions> = defineOptimizer(
  'galore',
  defineFactory('galoreBase', galoreOptions, (given) => galoreRule(given, false)),
  own,
)
