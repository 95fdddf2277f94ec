import { maxNorm } from './maxNorm.js'
import { symmetricEigen } from './symmetricEigen.js'

/** (1 - exp(-z tau)) / z, the integral of a mode of rate z; 1 / z at tau = Infinity if z > 0. */
const integral = (z: number, tau: number): number => (z === 0 ? tau : -Math.expm1(-z * tau) / z)

/**
 * The exact gradient flow x' = -(g + H x) from 0: its point at time tau, mode by mode in the
 * eigenvectors of H. Where H is positive definite, tau = Infinity is the Newton step. A Hessian
 * that is not finite (the tip of a cone) counts as 0, which leaves the line -tau g.
 */
export const quadraticFlow = (hessian: Float64Array, gradient: Float64Array) => {
  const dim = gradient.length
  const h = Number.isFinite(maxNorm(hessian)) ? hessian : new Float64Array(dim * dim)
  const { values, vectors } = symmetricEigen(h, dim)
  const modes = new Float64Array(dim)
  for (let i = 0; i < dim; i++)
    for (let k = 0; k < dim; k++)
      modes[k] = (modes[k] as number) + (vectors[i * dim + k] as number) * (gradient[i] as number)
  return {
    // to rounding: eigenvalues are exact to about 1e-16 of the largest
    isConvex: Math.min(...values) >= -1e-12 * maxNorm(values),
    at: (tau: number, out: Float64Array): void => {
      out.fill(0)
      for (let k = 0; k < dim; k++) {
        const move = modes[k] === 0 ? 0 : (modes[k] as number) * integral(values[k] as number, tau)
        for (let i = 0; i < dim; i++)
          out[i] = (out[i] as number) - move * (vectors[i * dim + k] as number)
      }
    },
  }
}
