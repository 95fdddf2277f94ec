import { checkChoice } from '@momenta/options'
import type { OutputHessian } from './Model.js'

/**
 * The output Hessian of the squared error: 2 z/n for the sum over a row averaged over samples; 2
 * z/N for the mean over all N outputs, as `meanSquaredError` of tfjs.
 *
 * @param over - Whether the mean is over `samples` or over all `outputs`. Default `outputs`.
 * @throws TypeError if it is neither.
 *
 * @example
 * import { squaredHessian } from '@momenta/probes'
 *
 * squaredHessian()(Float64Array.of(0, 0), Float64Array.of(1, 2), 1) // => [1, 2]
 * squaredHessian('samples')(Float64Array.of(0, 0), Float64Array.of(1, 2), 1) // => [2, 4]
 */
export const squaredHessian = (over: 'samples' | 'outputs' = 'outputs'): OutputHessian => {
  checkChoice('squaredHessian', 'over', over, ['samples', 'outputs'])
  return (outputs, z, samples) =>
    z.map((n) => (2 * n) / (over === 'samples' ? samples : outputs.length))
}
