import type { OutputHessian } from './Model.js'

/**
 * The output Hessian of the binary cross-entropy with logits, summed over a row and averaged over
 * samples: σ(1 − σ) z/n.
 *
 * @example
 * import { sigmoidHessian } from '@momenta/probes'
 *
 * sigmoidHessian()(Float64Array.of(0), Float64Array.of(2), 1) // => [0.5]
 */
export const sigmoidHessian = (): OutputHessian => (outputs, z, samples) =>
  outputs.map((logit, i) => {
    const p = 1 / (1 + Math.exp(-logit))
    return (p * (1 - p) * (z[i] as number)) / samples
  })
