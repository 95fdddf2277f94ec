import type { Optimizer } from '@momenta/core'
import { type AdabeliefOptions, adabeliefBase } from './bases/adabeliefBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * AdaBelief: v = β₂ v + (1 − β₂) (g − m)² + ε_root; θ ← θ − α m̂ / (√v̂ + ε).
 *
 * The learning rate defaults to 1e-3.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Zhuang et al., arXiv 2010.07468.
 *
 * @example
 * import { adabelief } from '@momenta/optimizers'
 *
 * adabelief().transform.map(({ name }) => name) // => ['scaleByBelief', 'scaleByLearningRate']
 */
export const adabelief = (options: AdabeliefOptions & CommonOptions = {}): Optimizer =>
  compose({ ...options, base: adabeliefBase(options) })
