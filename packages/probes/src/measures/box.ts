import { normalVector } from '../random/normalVector.js'
import { combination } from '../vectors/combination.js'
import { dot } from '../vectors/dot.js'
import { orthonormal } from '../vectors/orthonormal.js'
import type { Region } from './Region.js'

const within = (bounds: Float64Array): Region => ({
  dim: bounds.length,
  perturbation: (u) => u,
  pulled: (gradient) => gradient,
  corner: (gradient) => gradient.map((g, i) => Math.sign(g) * (bounds[i] as number)),
  projected: (u) =>
    u.map((n, i) => Math.max(-(bounds[i] as number), Math.min(bounds[i] as number, n))),
})

const boundsOf = (eps: number, w: Float64Array): Float64Array =>
  w.map((n) => eps * (Math.abs(n) + 1))

/** The box |zᵢ| <= ε(|wᵢ| + 1). */
export const box = (eps: number, w: Float64Array): Region => within(boundsOf(eps, w))

/** Such a box in a random subspace: e = A y with orthonormal columns A, so that A⁺ is Aᵀ. */
export const subspaceBox = (eps: number, w: Float64Array, dim: number, seed: number): Region => {
  const columns = orthonormal(
    Array.from({ length: Math.min(dim, w.length) }, (_, i) =>
      normalVector(seed, 500_000 + i, w.length),
    ),
  )
  const pulled = (g: Float64Array) => Float64Array.from(columns, (column) => dot(column, g))
  return {
    ...within(boundsOf(eps, pulled(w))),
    pulled,
    perturbation: (y) => combination(columns, y, w.length),
  }
}
