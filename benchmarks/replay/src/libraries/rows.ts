import type { Matrix } from '@momenta/core'

/** The rows of a matrix. */
export type Rows = readonly (readonly number[])[]

/** Those of a matrix on the host. */
export const rowsOf = ({ shape: [n = 0, m = 0], values }: Matrix): Rows =>
  Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * m, (i + 1) * m)))

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)

/** Its columns. */
export const transposed = (a: Rows): Rows =>
  (a[0] ?? []).map((_, j) => a.map((row) => row[j] as number))

/** The product of two matrices. */
export const product = (a: Rows, b: Rows): Rows => {
  const columns = transposed(b)
  return a.map((row) => columns.map((column) => dot(row, column)))
}

/** α A + β B. */
export const combined = (alpha: number, a: Rows, beta: number, b: Rows): Rows =>
  a.map((row, i) =>
    row.map((x, j) => alpha * x + beta * ((b[i] as readonly number[])[j] as number)),
  )

/** The sum of the products of the elements. */
export const inner = (a: Rows, b: Rows): number =>
  a.reduce((sum, row, i) => sum + dot(row, b[i] as readonly number[]), 0)
