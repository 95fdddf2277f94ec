import type { Optimizer } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { type AdabeliefOptions, adabeliefBase } from './bases/adabeliefBase.js'
import type { CommonOptions } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link adabelief}. */
export interface AdabeliefOptimizerOptions extends AdabeliefOptions, CommonOptions {}

/**
 * AdaBelief: v = β₂ v + (1 − β₂) (g − m)² + ε_root; θ ← θ − α m̂ / (√v̂ + ε).
 *
 * The learning rate defaults to 1e-3.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Zhuang et al., arXiv 2010.07468.
 *
 * @example
 * import { adabelief } from '@momenta/optimizers'
 *
 * adabelief().transform.map(({ name }) => name) // => ['scaleByBelief', 'scaleByLearningRate']
 */
export const adabelief: Factory<AdabeliefOptimizerOptions, Optimizer> = defineOptimizer(
  'adabelief',
  adabeliefBase,
  {},
)
