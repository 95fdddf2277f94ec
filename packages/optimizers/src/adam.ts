import type { Optimizer } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { type AdamOptions, adamBase } from './bases/adamBase.js'
import type { CommonOptions } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link adam}. */
export interface AdamOptimizerOptions extends AdamOptions, CommonOptions {}

/**
 * Adam: m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²; θ ← θ − α m̂ / (√v̂ + ε).
 *
 * The learning rate defaults to 1e-3.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Kingma and Ba, arXiv 1412.6980; equations (1) and (2) of arXiv 2307.09638.
 *
 * @example
 * import { adam } from '@momenta/optimizers'
 *
 * adam().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const adam: Factory<AdamOptimizerOptions, Optimizer> = defineOptimizer('adam', adamBase, {})
