import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { checkDim } from './checkDim.js'
import { checkLength } from './checkLength.js'
import type { Minimum } from './Minimum.js'
import type { Surface } from './Surface.js'
import type { SurfaceOptions } from './SurfaceOptions.js'
import { surfaceFrom } from './surfaceFrom.js'

const minimaOf = (A: readonly (readonly number[])[], b: readonly number[]): readonly Minimum[] => {
  const cholesky = new CholeskyDecomposition(new Matrix(A.map((row) => [...row])))
  if (!cholesky.isPositiveDefinite()) return []
  const x = cholesky.solve(Matrix.columnVector([...b])).to1DArray()
  const f = -x.reduce((sum, each, i) => sum + each * (b[i] as number), 0) / 2
  return [{ x, f, global: true, differentiable: true }]
}

/**
 * The quadratic f(x) = x'Ax / 2 - b'x, minimum at the solution of A x = b: a reference with
 * constant Hessian A. `minima` is empty unless A is positive definite; the domain [-1, 1] is a mere
 * default.
 *
 * @param options - `A`, symmetric, row by row (default: diag(1, 100)); `b` (default: 0).
 * @throws RangeError if A is empty, not square, not finite or not exactly symmetric, or b has
 *   another size.
 * @example
 * import { quadratic } from '@momenta/bench-surfaces'
 *
 * quadratic({ A: [[1, 0], [0, 4]], b: [1, 4] }).minima[0].x // => [1, 1]
 * quadratic({ A: [[1, 0], [0, 4]], b: [1, 4] }).value([1, 1]) // => -2.5
 */
export const quadratic = ({
  A = [
    [1, 0],
    [0, 100],
  ],
  b = A.map(() => 0),
}: Pick<SurfaceOptions, 'A' | 'b'> = {}): Surface => {
  const dim = A.length
  checkDim('quadratic', dim, 1)
  for (const [i, row] of A.entries()) {
    checkLength('quadratic', `row ${i} of A`, row.length, dim)
    for (const [j, each] of row.entries())
      if (!Number.isFinite(each) || each !== A[j]?.[i])
        throw new RangeError(
          `quadratic: A must be finite and symmetric, got A[${i}][${j}] = ${each} and A[${j}][${i}] = ${A[j]?.[i]}; (A + A') / 2 gives the same f.`,
        )
  }
  checkLength('quadratic', 'b', b.length, dim)
  const entries = Float64Array.from(A.flat())
  return surfaceFrom({
    name: 'quadratic',
    dim,
    formula: "x'Ax/2 - b'x",
    pass: (x, out) => {
      let f = 0
      for (let i = 0; i < dim; i++) {
        let product = 0
        for (let j = 0; j < dim; j++) product += (entries[i * dim + j] as number) * (x[j] as number)
        out[i] = product - (b[i] as number)
        f += (product / 2 - (b[i] as number)) * (x[i] as number)
      }
      return f
    },
    curvature: (_, out) => out.set(entries),
    minima: minimaOf(A, b),
    domain: [-1, 1],
  })
}
