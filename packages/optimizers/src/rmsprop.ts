import type { Optimizer } from '@momenta/core'
import type { Factory, OptionsOf } from '@momenta/options'
import { type RmspropOptions, rmspropBase } from './bases/rmspropBase.js'
import { type CommonOptions, learningRateOption } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** The options whose defaults are Rmsprop's own. */
export const rmspropOwn = {
  /** α, a finite number >= 0, or a schedule: a function from the step, counted from 0. Default 0.01. */
  learningRate: learningRateOption(0.01),
}

/** Options of {@link rmsprop}. */
export interface RmspropOptimizerOptions
  extends Omit<RmspropOptions, 'b1'>,
    Omit<CommonOptions, 'learningRate'>,
    OptionsOf<typeof rmspropOwn> {}

/**
 * RMSProp: v = ρ v + (1 − ρ) g²; θ ← θ − α g / (√v + ε).
 *
 * The learning rate defaults to 0.01.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Hinton, lecture 6e; ε outside the root, as in PyTorch.
 *
 * @example
 * import { rmsprop } from '@momenta/optimizers'
 *
 * rmsprop().transform.map(({ name }) => name) // => ['scaleByRms', 'scaleByLearningRate']
 */
export const rmsprop: Factory<RmspropOptimizerOptions, Optimizer> = defineOptimizer(
  'rmsprop',
  rmspropBase,
  { own: rmspropOwn, without: ['b1'] },
)
