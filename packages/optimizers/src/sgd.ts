import type { Optimizer } from '@momenta/core'
import { type SgdOptions, sgdBase } from './bases/sgdBase.js'
import { type CommonOptions, compose } from './compose.js'

/**
 * SGD with momentum: buf = μ buf + g; θ ← θ − α buf.
 *
 * The learning rate defaults to 0.01.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Polyak 1964; Sutskever et al. 2013.
 *
 * @example
 * import { sgd } from '@momenta/optimizers'
 *
 * sgd().transform.map(({ name }) => name) // => ['trace', 'scaleByLearningRate']
 */
export const sgd = (options: SgdOptions & CommonOptions = {}): Optimizer =>
  compose({ learningRate: 0.01, ...options, base: sgdBase(options) })
