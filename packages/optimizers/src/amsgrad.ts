import type { Optimizer } from '@momenta/core'
import type { Factory } from '@momenta/options'
import { type AmsgradOptions, amsgradBase } from './bases/amsgradBase.js'
import type { CommonOptions } from './commonOptions.js'
import { defineOptimizer } from './defineOptimizer.js'

/** Options of {@link amsgrad}. */
export interface AmsgradOptimizerOptions extends AmsgradOptions, CommonOptions {}

/**
 * AMSGrad: Adam with the greatest second moment so far: v^ = max(v^, v); θ ← θ − α m̂ / (√v^/√(1 − β₂ᵗ) + ε).
 *
 * The learning rate defaults to 1e-3.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * Source: Reddi et al., arXiv 1904.09237; the maximum is of the uncorrected v, as in PyTorch.
 *
 * @example
 * import { amsgrad } from '@momenta/optimizers'
 *
 * amsgrad().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const amsgrad: Factory<AmsgradOptimizerOptions, Optimizer> = defineOptimizer(
  'amsgrad',
  amsgradBase,
  {},
)
