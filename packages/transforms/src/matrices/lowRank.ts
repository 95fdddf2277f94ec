import type { Matrix, WholeArithmetic } from '@momenta/core'
import { symmetricEigen } from './symmetricEigen.js'

/** The lengths of the longer and of the shorter axis of a matrix. */
export const lengthsOf = (shape: readonly number[]): readonly [long: number, short: number] => [
  Math.max(...shape),
  Math.min(...shape),
]

/** A matrix with its longer axis first. */
export const upright = <A>(x: WholeArithmetic<A>, a: A): A => {
  const [rows = 0, columns = 0] = x.shapeOf(a)
  return rows < columns ? x.transpose(a) : a
}

/**
 * The r leading eigenvectors of a symmetric matrix as columns, each with the sign that agrees with
 * the one before; NaN if it is not finite.
 */
const leading = (matrix: Matrix, { shape, values: before }: Matrix): Matrix => {
  const [n = 0, r = 0] = shape
  if (!matrix.values.every(Number.isFinite))
    return { shape, values: new Float64Array(n * r).fill(Number.NaN) }
  const { values } = symmetricEigen(matrix).vectors
  const signs = Array.from({ length: r }, (_, column) => {
    let sum = 0
    for (let row = 0; row < n; row++)
      sum += (values[row * n + column] as number) * (before[row * r + column] as number)
    return sum < 0 ? -1 : 1
  })
  const at = (i: number) =>
    (values[Math.floor(i / r) * n + (i % r)] as number) * (signs[i % r] ?? 1)
  return { shape, values: Float64Array.from({ length: n * r }, (_, i) => at(i)) }
}

/**
 * The r leading right singular vectors of a matrix with its longer axis first, as columns.
 *
 * @param before - The vectors before, or zeros; its columns are r.
 */
export const leadingVectors = <A>(x: WholeArithmetic<A>, a: A, before: A): A => {
  // the products of large or small elements would overflow or vanish
  const unit = x.div(a, x.max(x.norm(a), x.of(2 ** -126)))
  const products = x.matmul(x.transpose(unit), unit)
  const [vectors] = x.onHost([products, before], ([matrix, old]) =>
    matrix === undefined || old === undefined ? [] : [leading(matrix, old)],
  )
  return vectors as A
}
