import type { Matrix } from '@momenta/core'

const at = ({ values, shape: [, columns = 0] }: Matrix, i: number, j: number): number =>
  values[i * columns + j] as number

/** A matrix of that shape from its elements. */
const matrixOf = (
  rows: number,
  columns: number,
  element: (i: number, j: number) => number,
): Matrix => ({
  shape: [rows, columns],
  values: Float64Array.from({ length: rows * columns }, (_, k) =>
    element(Math.floor(k / columns), k % columns),
  ),
})

/** The transpose of a matrix. */
export const transposedMatrix = (a: Matrix): Matrix => {
  const [rows = 0, columns = 0] = a.shape
  return matrixOf(columns, rows, (i, j) => at(a, j, i))
}

/** Rows and columns that are divided together, so that what is read is in the cache. */
const [block, four] = [16, 4]

/** Divides columns of a row, which begins at an index, from one up to another. */
const divide = (x: Float64Array, row: number, q: Float64Array, from: number, to: number): void => {
  const n = Math.sqrt(q.length)
  for (let k = from; k < to; k++) {
    const quotient = (x[row + k] as number) / (1 + (q[k * n + k] as number))
    x[row + k] = quotient
    for (let j = k + 1; j < to; j++)
      x[row + j] = (x[row + j] as number) - quotient * (q[k * n + j] as number)
  }
}

/** Subtracts products with four divided columns from those after them, in their order. */
const subtract = (x: Float64Array, row: number, q: Float64Array, from: number): void => {
  const n = Math.sqrt(q.length)
  const at = row + from
  const [a, b] = [x[at] as number, x[at + 1] as number]
  const [c, d] = [x[at + 2] as number, x[at + 3] as number]
  let i = from * n + from + four
  for (let j = at + four; j < row + n; j++) {
    x[j] =
      (x[j] as number) -
      a * (q[i] as number) -
      b * (q[i + n] as number) -
      c * (q[i + 2 * n] as number) -
      d * (q[i + 3 * n] as number)
    i++
  }
}

/** X with X (I + Q) = B, for an upper triangular Q. */
export const dividedRight = (b: Matrix, q: Matrix): Matrix => {
  const [rows = 0, n = 0] = b.shape
  const values = Float64Array.from(b.values)
  for (let first = 0; first < rows; first += block)
    for (let from = 0; from < n; from += four)
      for (let i = first; i < Math.min(rows, first + block); i++) {
        divide(values, i * n, q.values, from, Math.min(from + four, n))
        subtract(values, i * n, q.values, from)
      }
  return { shape: b.shape, values }
}

const normOf = (values: Float64Array): number => Math.sqrt(values.reduce((s, n) => s + n * n, 0))

/** A x for a symmetric matrix. */
const times = (a: Matrix, x: Float64Array): Float64Array =>
  x.map((_, i) => x.reduce((sum, n, j) => sum + at(a, i, j) * n, 0))

/**
 * A lower bound of the norm of a symmetric matrix, from its longest row; within a factor of the
 * root of 2 in practice.
 */
const lowerBound = (a: Matrix): number => {
  const n = a.shape[0] as number
  const most = a.values.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
  if (most === 0) return 0
  const unit = { shape: a.shape, values: a.values.map((x) => x / most) }
  const rows = Array.from({ length: n }, (_, i) => unit.values.subarray(i * n, (i + 1) * n))
  const squares = rows.map((row) => row.reduce((sum, x) => sum + x * x, 0))
  const row = rows[squares.indexOf(Math.max(...squares))] ?? new Float64Array(n)
  const direction = times(unit, row)
  const length = normOf(direction)
  return (
    most *
    normOf(
      times(
        unit,
        direction.map((x) => x / length),
      ),
    )
  )
}

/** The upper triangle of a symmetric matrix, divided by a lower bound of the norm of another. */
export const upperShare = (difference: Matrix, sum: Matrix, least: number): Matrix => {
  const [n = 0] = difference.shape
  const size = lowerBound(sum) + least
  return matrixOf(n, n, (i, j) => (j < i ? 0 : at(difference, i, j) / size))
}
