import { fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { scaleByNeuronRms } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { muonOptions, muonRule } from './muonRule.js'

const options = {
  ...muonOptions,
  /** Decay of the second moment of a neuron, in [0, 1). Default 0.95. */
  neuronDecay: hyperparameter(ranges.decay, 0.95),
}

/** The options whose defaults are its own. */
const own = {
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.02.
   */
  learningRate: learningRateOption(0.02),
}

/** Options of {@link normuon}. */
export interface NormuonOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * NorMuon: Muon whose orthogonalized momentum is divided by the root mean square of each neuron, a
 * column of a matrix, and keeps its norm. Leaves with fewer than two axes get Adam.
 *
 * Options and defaults: `learningRate` 0.02, `weightDecay` none, `decoupled` false,
 * `weightDecayMask` all leaves, `clip` none, `momentum` 0.95, `nesterov` true, `steps` 5,
 * `coefficients` [3.4445, -4.775, 2.0315], `factor` 'columns', `b1` 0.9, `b2` 0.999, `eps` 1e-8,
 * `adamScale` 1, `neuronDecay` 0.95.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Li et al., arXiv 2510.05491.
 *
 * @example
 * import { normuon } from '@momenta/optimizers'
 *
 * normuon().transform.map(({ name }) => name) // => ['ema', 'orthogonalize', 'scaleByNeuronRms', 'scaleByAdam', 'scale', 'scaleByLearningRate']
 */
export const normuon: FinishedOptimizer<NormuonOptions, Nu> = defineRule('normuon', {
  options,
  own,
  base: ({ neuronDecay, ...given }) =>
    muonRule(
      given,
      fromOptions(scaleByNeuronRms({ b2: neuronDecay }), { b2: 'neuronDecay', eps: null }),
    ),
})
