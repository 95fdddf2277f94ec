import type { Matrix } from '@momenta/core'
import { orthogonalFactor } from './orthogonalFactor.js'
import { square, symmetricEigen } from './symmetricEigen.js'

const allFinite = ({ values }: Matrix): boolean => values.every(Number.isFinite)

const notFinite = ({ shape: [n = 0] }: Matrix): Matrix => square(n, () => Number.NaN)

/** The eigenvectors of a symmetric matrix, largest eigenvalue first; NaN if it is not finite. */
export const eigenbasis = (matrix: Matrix): Matrix =>
  allFinite(matrix) ? symmetricEigen(matrix).vectors : notFinite(matrix)

/**
 * One step of power iteration from the basis Q to that of G: the orthogonal factor of G Q, whose
 * columns are first ordered by qᵀ G q, largest first.
 *
 * @param product - G Q.
 * @returns The next basis and the permutation matrix of the order.
 */
export const turnedBasis = (product: Matrix, basis: Matrix): readonly [Matrix, Matrix] => {
  if (!allFinite(product) || !allFinite(basis)) return [notFinite(product), notFinite(product)]
  const [n = 0] = product.shape
  const rows = Array.from({ length: n }, (_, row) => row)
  const estimates = rows.map((column) =>
    rows.reduce((sum, row) => {
      const at = row * n + column
      return sum + (product.values[at] as number) * (basis.values[at] as number)
    }, 0),
  )
  const order = rows.toSorted((a, b) => (estimates[b] as number) - (estimates[a] as number))
  const sorted = square(
    n,
    (row, column) => product.values[row * n + (order[column] as number)] as number,
  )
  return [orthogonalFactor(sorted), square(n, (row, column) => (order[row] === column ? 1 : 0))]
}
