import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import type { Region } from './Region.js'

/** The ball ‖T⁻¹e‖ <= ρ with T = diag(widths): e = T u, ‖u‖ <= ρ. */
export const ball = (rho: number, widths: Float64Array): Region => {
  const scaled = (v: Float64Array) => v.map((n, i) => n * (widths[i] as number))
  return {
    dim: widths.length,
    perturbation: scaled,
    pulled: scaled,
    corner: (gradient) => {
      const length = norm(gradient)
      return times(length === 0 ? 0 : rho / length, gradient)
    },
    projected: (u) => {
      const length = norm(u)
      return length > rho ? times(rho / length, u) : u
    },
  }
}
