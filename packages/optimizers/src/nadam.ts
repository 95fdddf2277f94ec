import type { Optimizer } from '@momenta/core'
import { type AdamOptions, adamBase } from './bases/adamBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * Adam with Nesterov momentum: θ ← θ − α (β₁ m/(1 − β₁ᵗ⁺¹) + (1 − β₁) g/(1 − β₁ᵗ)) / (√v̂ + ε).
 *
 * The learning rate defaults to 1e-3.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Dozat 2016, as in Optax.
 *
 * @example
 * import { nadam } from '@momenta/optimizers'
 *
 * nadam().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const nadam = (options: AdamOptions & CommonOptions = {}): Optimizer =>
  compose({ ...options, base: adamBase({ nesterov: true, ...options }) })
