import type { Optimizer } from '@momenta/core'
import { type RmspropOptions, rmspropBase } from './bases/rmspropBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * RMSProp: v = ρ v + (1 − ρ) g²; θ ← θ − α g / (√v + ε).
 *
 * The learning rate defaults to 0.01.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Hinton, lecture 6e; ε outside the root, as in PyTorch.
 *
 * @example
 * import { rmsprop } from '@momenta/optimizers'
 *
 * rmsprop().transform.map(({ name }) => name) // => ['scaleByRms', 'scaleByLearningRate']
 */
export const rmsprop = (options: RmspropOptions & CommonOptions = {}): Optimizer =>
  compose({ learningRate: 0.01, ...options, base: rmspropBase(options) })
