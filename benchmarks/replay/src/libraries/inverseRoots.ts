import type { Matrix, WholeArithmetic } from '@momenta/core'
import { eigen } from './matrixPower.js'
import { combined, product, type Rows, rowsOf } from './rows.js'

/** A square matrix mapped on the host. */
export const mapped = <A>(x: WholeArithmetic<A>, matrix: A, map: (a: Rows) => Rows): A =>
  x.onHost([matrix], (inputs) =>
    inputs.map(
      (one): Matrix => ({ shape: one.shape, values: Float64Array.from(map(rowsOf(one)).flat()) }),
    ),
  )[0] as A

const eye = (n: number): Rows =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)))

const scaled = (factor: number, a: Rows): Rows => a.map((row) => row.map((x) => factor * x))

/** The largest eigenvalue; the references estimate it from random vectors. */
const largest = (a: Rows): number =>
  Math.max(...eigen({ shape: [a.length, a.length], values: Float64Array.from(a.flat()) }).values)

const powerOf = (a: Rows, p: number): Rows => (p === 1 ? a : product(a, powerOf(a, p - 1)))

/** A^(−1/p) by coupled Schur–Newton iterations, which end at an error of 1e-3. */
export const schurNewton =
  (p: number, ridge: number) =>
  (given: Rows): Rows => {
    const [n, [first = []]] = [given.length, given]
    if (n === 1) {
      const a = first[0] as number
      return [[(a + ridge * Math.max(a, 1e-16)) ** (-1 / p)]]
    }
    const unit = eye(n)
    const matrix = combined(1, given, Math.max(largest(given), 1e-16) * ridge, unit)
    const z = (1 + p) / (2 * Math.hypot(...matrix.flat()))
    const errorOf = (m: Rows) => Math.max(...combined(1, m, -1, unit).flat().map(Math.abs))
    let [root, m] = [scaled(z ** (1 / p), unit), scaled(z, matrix)]
    let error = errorOf(m)
    for (let i = 0; i < 100; i++) {
      const factor = combined(1 + 1 / p, unit, -1 / p, m)
      const [nextRoot, next] = [product(root, factor), product(powerOf(factor, p), m)]
      const now = errorOf(next)
      if (now > 1.2 * error) return root
      if (now <= 1e-3) return nextRoot
      ;[root, m, error] = [nextRoot, next, now]
    }
    return root
  }

/** √A and A^(−½) by the iterations of Denman and Beavers, for eigenvalues below `scale`. */
const denmanBeavers = (a: Rows, scale: number, steps: number) => {
  const half = (m: Rows) => combined(1.5, eye(a.length), -0.5, m)
  let y = scaled(1 / scale, a)
  let z = half(y)
  y = product(y, z)
  for (let i = 1; i < steps; i++) {
    const factor = half(product(z, y))
    ;[y, z] = [product(y, factor), product(factor, z)]
  }
  return { root: scaled(Math.sqrt(scale), y), inverse: scaled(1 / Math.sqrt(scale), z) }
}

/** A^(−½) or A^(−¼) by these iterations, scaled by the norm or twice the largest eigenvalue. */
export const newtonRoot =
  (order: 2 | 4, how: { readonly steps: number; readonly shift: number; readonly norm: boolean }) =>
  (given: Rows): Rows => {
    const a = combined(1, given, how.shift, eye(given.length))
    const shifted = combined(1, a, 1e-6, eye(given.length))
    const scale = how.norm ? Math.hypot(...a.flat()) : 2 * largest(shifted)
    if (order === 2) return denmanBeavers(a, scale, how.steps).inverse
    const { root } = denmanBeavers(a, scale, how.steps)
    return denmanBeavers(root, Math.sqrt(scale), how.steps).inverse
  }
