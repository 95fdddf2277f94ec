import { expectVectors } from '../arguments/expectVector.js'
import { dot } from '../vectors/dot.js'
import { exactOperator } from './exactOperator.js'
import type { Operator } from './Operator.js'

/**
 * A symmetric matrix as an operator.
 *
 * @param rows - n rows of n numbers.
 * @throws RangeError if the matrix is not square.
 *
 * @example
 * import { dense } from '@momenta/probes'
 *
 * await dense([[2, 1], [1, 3]]).apply(Float64Array.of(1, 1)) // => [3, 4]
 */
export const dense = (rows: readonly ArrayLike<number>[]): Operator => {
  const matrix = expectVectors('dense', 'rows', rows).map((row) => Float64Array.from(row))
  for (const { length } of matrix)
    if (length !== matrix.length)
      throw new RangeError(
        `dense: the matrix must be square, got ${matrix.length} rows and one of ${length} numbers`,
      )
  return exactOperator('a given matrix', matrix.length, (v) =>
    Float64Array.from(matrix, (row) => dot(row, v)),
  )
}
