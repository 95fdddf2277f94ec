import type { Optimizer } from '@momenta/core'
import { type AdamOptions, adamBase } from './bases/adamBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * AMSGrad: Adam with the greatest second moment so far: v^ = max(v^, v); θ ← θ − α m̂ / (√v^/√(1 − β₂ᵗ) + ε).
 *
 * The learning rate defaults to 1e-3.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Reddi et al., arXiv 1904.09237; the maximum is of the uncorrected v, as in PyTorch.
 *
 * @example
 * import { amsgrad } from '@momenta/optimizers'
 *
 * amsgrad().transform.map(({ name }) => name) // => ['scaleByAdam', 'scaleByLearningRate']
 */
export const amsgrad = (options: AdamOptions & CommonOptions = {}): Optimizer =>
  compose({ ...options, base: adamBase({ amsgrad: true, ...options }) })
