import { fromOptions } from '@momenta/core'
import { flag, hyperparameter, number, ranges } from '@momenta/options'
import { scaleBySoap } from '@momenta/transforms'
import { learningRateOption, type OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'
import type { Nu } from './Base.js'
import { decoupledDecay } from './decoupledDecay.js'
import { average } from './shapes.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.95. */
  b1: hyperparameter(ranges.decay, 0.95),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.95. */
  b2: hyperparameter(ranges.decay, 0.95),
  /** The decay of the averages of products, in [0, 1). Default 0.95. */
  shampooBeta: hyperparameter(ranges.decay, 0.95),
  /** ε >= 0. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** The bases turn in every such step, a positive integer. Default 10. */
  every: number(ranges.positiveCount, 10),
  /** Divides the direction of each leaf by its root mean square. Default false. */
  normalize: flag(false),
  /** Whether vectors have a basis, too. Default false. */
  vectors: flag(false),
  /** Longer axes have no basis, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
  /**
   * Whether consecutive axes are one while their product is at most `maxSize`, as for kernels of
   * convolutions. Default false.
   */
  merge: flag(false),
}

/** The options whose defaults are its own. */
const own = {
  ...decoupledDecay,
  /**
   * α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default
   * 0.003.
   */
  learningRate: learningRateOption(0.003),
}

/** Options of {@link soap}. */
export interface SoapOptions extends OptimizerOptions<typeof options, typeof own> {}

/**
 * SOAP: Adam in the eigenbases of the averages of G Gᵀ and Gᵀ G.
 *
 * The first step only measures: the direction is 0. Leaves with fewer than two axes, such as
 * biases, get Adam.
 *
 * Options and defaults: `learningRate` 0.003, `weightDecay` none, `decoupled` true,
 * `weightDecayMask` all leaves, `clip` none, `b1` 0.95, `b2` 0.95, `shampooBeta` 0.95, `eps` 1e-8,
 * `every` 10, `normalize` false, `vectors` false, `maxSize` 1024, `merge` false.
 *
 * With critical momenta, `nu: 'gradients'` did better: a perceptron reached an accuracy of 0.80 on
 * MNIST with 'aggregate' (0.84 with kappa 0), 0.89 with 'gradients' (0.90 with kappa 0), and 0.91
 * without a buffer, means of two seeds. With 'aggregate' the matrices, too, are those of momenta.
 *
 * The bases are computed on the host, with work cubic in the length of an axis. The backend must be
 * one that can be read synchronously.
 *
 * In float32 the squares of gradients above 1e18 overflow, and steps are NaN: clip them before, as
 * by `clipNorm`.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong
 *   type.
 *
 * Source: Vyas et al., arXiv 2409.11321.
 *
 * @example
 * import { soap } from '@momenta/optimizers'
 *
 * soap().transform.map(({ name }) => name) // => ['scaleBySoap', 'scaleByLearningRate']
 */
export const soap: FinishedOptimizer<SoapOptions, Nu> = defineRule('soap', {
  options,
  own,
  base: ({ b1, ...rest }) => {
    const after = (of: 'grads' | 'updates') =>
      fromOptions(scaleBySoap({ ...rest, averages: false, of }), { b1: null })
    return {
      whole: scaleBySoap({ b1, ...rest }),
      cuts: ['nu'],
      halves: ({ nu }) => [average(b1), after(nu === 'gradients' ? 'grads' : 'updates')],
    }
  },
})
