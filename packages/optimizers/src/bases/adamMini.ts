import { choice, hyperparameter, ranges } from '@momenta/options'
import { scaleByAdamMini } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { average, momentumThen } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /**
   * What has a second moment of its own: each index of the last axis (in TensorFlow.js the neurons
   * of a layer), of the first, or the leaf. Default 'last'.
   */
  blocks: choice(['last', 'first', 'leaf'], 'last'),
}

/** Options of {@link adamMini}. */
export interface AdamMiniOptions extends OptimizerOptions<typeof options> {}

/**
 * Adam-mini: Adam with one second moment for each neuron, which needs half of Adam's memory.
 *
 * Options and defaults: `learningRate` 0.001, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.9, `b2` 0.999, `eps` 1e-8, `blocks` 'last'.
 *
 * Leaves with fewer than two axes, such as biases, have one second moment. The paper divides
 * queries and keys of attention by heads, and embeddings by elements: give such leaves another
 * optimizer with `partition`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Zhang et al., arXiv 2406.16793.
 *
 * @example
 * import { adamMini } from '@momenta/optimizers'
 *
 * adamMini().transform.map(({ name }) => name) // => ['asGradients', 'ema', 'scaleByAdamMini', 'scaleByLearningRate']
 */
export const adamMini: FinishedOptimizer<AdamMiniOptions, Nu> = defineRule('adamMini', {
  options,
  base: ({ b1, ...rest }) => momentumThen(average(b1), (of) => scaleByAdamMini({ ...rest, of })),
})
