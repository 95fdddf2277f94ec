import { known } from '../arguments/known.js'
import { rotation } from '../objectives/rotation.js'
import { algebraic } from './algebraic.js'
import type { Operator } from './Operator.js'

/** Options of {@link quadratic}. */
export interface QuadraticOptions {
  /** The eigenvalues, in any order. */
  readonly spectrum: ArrayLike<number>
  /** Of the rotation of the eigenvectors; without it they are the axes. */
  readonly seed?: number
}

/**
 * The matrix Q diag(spectrum) Qᵀ, Q three Householder reflections: an operator whose answers are known, to test a probe with.
 *
 * @example
 * import { quadratic } from '@momenta/probes'
 *
 * await quadratic({ spectrum: [3, 2] }).apply(Float64Array.of(1, 1)) // => [3, 2]
 */
export const quadratic = (options: QuadraticOptions): Operator => {
  const { spectrum, seed } = known('quadratic', options, { spectrum: true, seed: true })
  const lambda = Float64Array.from(spectrum)
  const { forth, back } = rotation(lambda.length, seed)
  return algebraic('a given spectrum', lambda.length, (v) =>
    forth(back(v).map((n, i) => n * (lambda[i] as number))),
  )
}
