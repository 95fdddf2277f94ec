import type { OptionsOf } from '@momenta/options'
import { type CommonOptions, learningRateOption } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { type MuonRuleOptions, muonOptions, muonRule } from './muonRule.js'

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.02.
   */
  learningRate: learningRateOption(0.02),
}

/** Options of {@link muon}. */
export interface MuonOptions
  extends MuonRuleOptions,
    Omit<CommonOptions, keyof typeof own>,
    OptionsOf<typeof own> {}

/**
 * Muon: the momentum of a matrix, orthogonalized by Newton-Schulz iterations, θ ← θ − α √max(1,
 * columns/rows) NS(m̂). Leaves with fewer than two axes, such as biases, get Adam.
 *
 * Options and defaults: `learningRate` 0.02, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` 0.95, `nesterov` true, `steps` 5,
 * `coefficients` [3.4445, -4.775, 2.0315], `factor` 'columns', `b1` 0.9, `b2` 0.999, `eps` 1e-8,
 * `adamScale` 1.
 *
 * As in Optax, rows are inputs and the momentum is debiased; in PyTorch rows are outputs (`factor`
 * 'rows' on its transpose) and it is not. A kernel with more axes is a matrix whose columns are its
 * last axis; Optax gives it to Adam. Embeddings and output layers are best given to Adam with
 * `partition`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Jordan et al. 2024, kellerjordan.github.io/posts/muon; `optax.contrib.muon`.
 *
 * @example
 * import { muon } from '@momenta/optimizers'
 *
 * muon().transform.map(({ name }) => name) // => ['ema', 'orthogonalize', 'scaleByAdam', 'scale', 'scaleByLearningRate']
 */
export const muon: FinishedOptimizer<MuonOptions, Nu> = defineRule('muon', {
  options: muonOptions,
  own,
  base: (given) => muonRule(given),
})
