import type { Optimizer } from '@momenta/core'
import { type AdamOptions, adamBase } from './bases/adamBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * Adam with decoupled weight decay: θ ← θ − α (m̂ / (√v̂ + ε) + λ θ).
 *
 * The learning rate defaults to 1e-3. Weight decay defaults to 0.01, decoupled.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Loshchilov and Hutter, arXiv 1711.05101.
 *
 * @example
 * import { adamw } from '@momenta/optimizers'
 *
 * adamw().transform.map(({ name }) => name) // => ['scaleByAdam', 'addDecayedWeights', 'scaleByLearningRate']
 */
export const adamw = (options: AdamOptions & CommonOptions = {}): Optimizer =>
  compose({ weightDecay: 0.01, decoupled: true, ...options, base: adamBase(options) })
