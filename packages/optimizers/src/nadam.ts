import type { Optimizer } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { type NadamOptions, nadamBase } from './bases/nadamBase.js'
import type { CommonOptions } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link nadam}. */
export interface NadamOptimizerOptions extends NadamOptions, CommonOptions {}

/**
 * Adam with Nesterov momentum: θ ← θ − α (β₁ m/(1 − β₁ᵗ⁺¹) + (1 − β₁) g/(1 − β₁ᵗ)) / (√v̂ + ε).
 *
 * The learning rate defaults to 1e-3.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Dozat 2016, as in Optax.
 *
 * @example
 * import { nadam } from '@momenta/optimizers'
 *
 * nadam().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const nadam: Factory<NadamOptimizerOptions, Optimizer> = defineOptimizer(
  'nadam',
  nadamBase,
  {},
)
