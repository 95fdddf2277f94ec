import type { Matrix } from '@momenta/core'

/** Sweeps of Jacobi's rotations, which converge quadratically: more than any small matrix needs. */
const sweeps = 30

/** Eigenvalues, and eigenvectors as rows, of a symmetric matrix by Jacobi's rotations. */
export const eigen = (matrix: Matrix) => {
  const [n = 0] = matrix.shape
  const a = Array.from({ length: n }, (_, i) => [...matrix.values.subarray(i * n, (i + 1) * n)])
  const vectors = a.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)))
  const at = (rows: number[][], i: number, j: number) => (rows[i] as number[])[j] as number
  const turn = (rows: number[][], p: number, q: number, c: number, s: number) => {
    const [one, two] = [rows[p] as number[], rows[q] as number[]]
    for (let k = 0; k < n; k++) {
      const [x, y] = [one[k] as number, two[k] as number]
      one[k] = c * x - s * y
      two[k] = s * x + c * y
    }
  }
  const transpose = () => a.map((_, i) => a.map((row) => row[i] as number))
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (at(a, p, q) === 0) continue
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * at(a, p, q))
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const c = 1 / Math.hypot(t, 1)
        turn(a, p, q, c, t * c)
        const columns = transpose()
        turn(columns, p, q, c, t * c)
        for (const [i, row] of a.entries()) for (let j = 0; j < n; j++) row[j] = at(columns, j, i)
        turn(vectors, p, q, c, t * c)
      }
  return { values: a.map((row, i) => row[i] as number), vectors }
}

/** A symmetric matrix with each eigenvalue replaced. */
export const mapEigenvalues = (
  matrix: Matrix,
  replaced: (values: readonly number[]) => readonly number[],
): Matrix => {
  const [n = 0] = matrix.shape
  const { values, vectors } = eigen(matrix)
  const powers = replaced(values)
  const at = (i: number, j: number) =>
    powers.reduce((sum, power, k) => {
      const vector = vectors[k] as number[]
      return sum + power * (vector[i] as number) * (vector[j] as number)
    }, 0)
  return {
    shape: [n, n],
    values: Float64Array.from({ length: n * n }, (_, i) => at(Math.floor(i / n), i % n)),
  }
}
