import { number, type OptionsOf, optional, ranges, readOptions } from '@momenta/options'
import { vectorOption } from '../arguments/declare.js'
import { rotation } from '../objectives/rotation.js'
import { exactOperator } from './exactOperator.js'
import type { Operator } from './Operator.js'

const options = {
  /** The eigenvalues, in any order. */
  spectrum: vectorOption<ArrayLike<number>>(),
  /** Seed of the rotation of the eigenvectors; without it they are the axes. */
  seed: optional(number(ranges.integer, 0)),
}

/** Options of {@link quadratic}. */
export interface QuadraticOptions extends OptionsOf<typeof options> {}

/**
 * The matrix Q diag(spectrum) Qᵀ, Q a product of three Householder reflections: an operator with a
 * known spectrum, to test probes with.
 *
 * @example
 * import { quadratic } from '@momenta/probes'
 *
 * await quadratic({ spectrum: [3, 2] }).apply(Float64Array.of(1, 1)) // => [3, 2]
 */
export const quadratic = (given: QuadraticOptions): Operator => {
  const { spectrum, seed } = readOptions('quadratic', options, [given])
  const lambda = Float64Array.from(spectrum)
  const { forth, back } = rotation(lambda.length, seed)
  return exactOperator('a given spectrum', lambda.length, (v) =>
    forth(back(v).map((n, i) => n * (lambda[i] as number))),
  )
}
