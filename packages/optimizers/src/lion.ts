import type { Optimizer } from '@momenta/core'
import { type LionOptions, lionBase } from './bases/lionBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * Lion: u = sign(β₁ m + (1 − β₁) g); m = β₂ m + (1 − β₂) g; θ ← θ − α (u + λ θ).
 *
 * The learning rate defaults to 1e-4. Weight decay is decoupled; default none.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Chen et al., arXiv 2302.06675.
 *
 * @example
 * import { lion } from '@momenta/optimizers'
 *
 * lion().transform.map(({ name }) => name) // => ['lionMomentum', 'scaleBySign', 'scaleByLearningRate']
 */
export const lion = (options: LionOptions & CommonOptions = {}): Optimizer =>
  compose({ learningRate: 1e-4, decoupled: true, ...options, base: lionBase(options) })
