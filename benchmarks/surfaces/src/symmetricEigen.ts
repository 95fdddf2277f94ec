import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { maxNorm } from './maxNorm.js'

/**
 * Eigenvalues in no particular order; column k of `vectors` (row by row) is the unit eigenvector of
 * value k.
 */
type Eigen = { readonly values: Float64Array; readonly vectors: Float64Array }

const isDiagonal = (h: Float64Array, dim: number): boolean => {
  for (let i = 0; i < dim; i++)
    for (let j = 0; j < dim; j++) if (i !== j && h[i * dim + j] !== 0) return false
  return true
}

const ofDiagonal = (h: Float64Array, dim: number): Eigen => {
  const values = new Float64Array(dim)
  const vectors = new Float64Array(dim * dim)
  for (let i = 0; i < dim; i++) {
    values[i] = h[i * dim + i] as number
    vectors[i * dim + i] = 1
  }
  return { values, vectors }
}

// one Jacobi rotation, here for speed: a descent in 2-D asks for this at every step
const ofTwo = (h: Float64Array): Eigen => {
  const [a, b, d] = [h[0] as number, h[1] as number, h[3] as number]
  const theta = (d - a) / (2 * b)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  return { values: Float64Array.of(a - t * b, d + t * b), vectors: Float64Array.of(c, s, -s, c) }
}

const ofMany = (h: Float64Array, dim: number): Eigen => {
  const most = maxNorm(h)
  // ml-matrix 6.15.1 throws on products that underflow; what lies below 1e-30 of the largest is far
  // below rounding
  const scaled = Array.from(h, (each) => (Math.abs(each) < 1e-30 * most ? 0 : each / most))
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.from1DArray(dim, dim, scaled),
    { assumeSymmetric: true },
  )
  return {
    values: Float64Array.from(realEigenvalues, (each) => each * most),
    vectors: Float64Array.from(eigenvectorMatrix.to1DArray()),
  }
}

/**
 * Eigenvalues and eigenvectors of a symmetric dim x dim matrix, row by row; all NaN unless it is
 * finite.
 */
export const symmetricEigen = (h: Float64Array, dim: number): Eigen => {
  if (!Number.isFinite(maxNorm(h)))
    return {
      values: new Float64Array(dim).fill(Number.NaN),
      vectors: new Float64Array(dim * dim).fill(Number.NaN),
    }
  if (isDiagonal(h, dim)) return ofDiagonal(h, dim)
  return dim === 2 ? ofTwo(h) : ofMany(h, dim)
}
