import type { Matrix } from '@momenta/core'
import { Matrix as Dense, EigenvalueDecomposition } from 'ml-matrix'

/** Eigenvalues in decreasing order, and the unit eigenvectors as the columns of a matrix. */
export interface Eigen {
  readonly values: readonly number[]
  readonly vectors: Matrix
}

/** ml-matrix 6.15 throws on products that underflow; this is far below rounding. */
const negligible = 1e-30

/** The rows of a square matrix. */
const rowsOf = ({ shape: [n = 0], values }: Matrix): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * n, (i + 1) * n)))

/** A square matrix by its elements. */
export const square = (n: number, at: (row: number, column: number) => number): Matrix => ({
  shape: [n, n],
  values: Float64Array.from({ length: n * n }, (_, i) => at(Math.floor(i / n), i % n)),
})

/** The eigendecomposition of a symmetric matrix of finite numbers, by Householder and QL. */
export const symmetricEigen = (matrix: Matrix): Eigen => {
  const [n = 0] = matrix.shape
  const most = matrix.values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  if (most === 0)
    return { values: Array(n).fill(0), vectors: square(n, (i, j) => (i === j ? 1 : 0)) }
  const rows = rowsOf(matrix).map((row, i, all) =>
    row.map((value, j) => {
      const mean = (value + ((all[j] as number[])[i] as number)) / (2 * most)
      return Math.abs(mean) < negligible ? 0 : mean
    }),
  )
  const { realEigenvalues: found, eigenvectorMatrix } = new EigenvalueDecomposition(
    new Dense(rows),
    { assumeSymmetric: true },
  )
  const order = found.map((_, i) => i).sort((a, b) => (found[b] as number) - (found[a] as number))
  return {
    values: order.map((i) => most * (found[i] as number)),
    vectors: square(n, (row, column) => eigenvectorMatrix.get(row, order[column] as number)),
  }
}
