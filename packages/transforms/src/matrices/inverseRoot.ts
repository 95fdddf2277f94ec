import type { Matrix } from '@momenta/core'
import { square, symmetricEigen } from './symmetricEigen.js'

/**
 * (H + ε I)^(−1/root) of a symmetric matrix without negative eigenvalues; those that rounding made
 * negative are 0. NaN everywhere if an element is not finite.
 */
export const inverseRoot = (matrix: Matrix, root: number, eps: number): Matrix => {
  const [n = 0] = matrix.shape
  if (!matrix.values.every(Number.isFinite)) return square(n, () => Number.NaN)
  const { values, vectors } = symmetricEigen(matrix)
  const powers = values.map((value) => {
    const shifted = Math.max(value, 0) + eps
    return shifted === 0 ? 0 : shifted ** (-1 / root)
  })
  const at = (i: number, k: number) => vectors.values[i * n + k] as number
  return square(n, (i, j) => powers.reduce((sum, power, k) => sum + at(i, k) * power * at(j, k), 0))
}
