import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/** Eigenvalues in decreasing order, and the unit eigenvector of each. */
export interface Eigen {
  readonly values: Float64Array
  readonly vectors: readonly Float64Array[]
}

/**
 * The eigendecomposition of a small symmetric matrix of finite numbers, by Householder and QL;
 * `at(i, j)` returns its elements for j <= i.
 */
export const symmetricEigen = (dim: number, at: (i: number, j: number) => number): Eigen => {
  const rows = Array.from({ length: dim }, (_, i) =>
    Array.from({ length: dim }, (_, j) => (j <= i ? at(i, j) : at(j, i))),
  )
  const most = rows.reduce((max, row) => row.reduce((m, n) => Math.max(m, Math.abs(n)), max), 0)
  if (dim === 0 || most === 0) {
    const vectors = rows.map((_, i) => Float64Array.from(rows, (_, j) => (i === j ? 1 : 0)))
    return { values: new Float64Array(dim), vectors }
  }
  // ml-matrix 6.15 throws on products that underflow; 1e-30 of the largest is far below rounding
  const scaled = rows.map((row) => row.map((n) => (Math.abs(n) < 1e-30 * most ? 0 : n / most)))
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(scaled), {
    assumeSymmetric: true,
  })
  const order = realEigenvalues.map((_, i) => i)
  order.sort((a, b) => (realEigenvalues[b] as number) - (realEigenvalues[a] as number))
  return {
    values: Float64Array.from(order, (i) => most * (realEigenvalues[i] as number)),
    vectors: order.map((i) => Float64Array.from(eigenvectorMatrix.getColumn(i))),
  }
}
