import type { Optimizer } from '@momenta/core'
import type { Factory, OptionsOf } from '@momenta/options'
import { type SgdOptions, sgdBase } from './bases/sgdBase.js'
import { type CommonOptions, learningRateOption } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** The options whose defaults are Sgd's own. */
export const sgdOwn = {
  /** α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01. */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link sgd}. */
export interface SgdOptimizerOptions
  extends SgdOptions,
    Omit<CommonOptions, 'learningRate'>,
    OptionsOf<typeof sgdOwn> {}

/**
 * SGD with momentum: buf = μ buf + g; θ ← θ − α buf.
 *
 * The learning rate defaults to 0.01.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Polyak 1964; Sutskever et al. 2013.
 *
 * @example
 * import { sgd } from '@momenta/optimizers'
 *
 * sgd().transform.map(({ name }) => name) // => ['trace', 'scaleByLearningRate']
 */
export const sgd: Factory<SgdOptimizerOptions, Optimizer> = defineOptimizer('sgd', sgdBase, {
  own: sgdOwn,
})
