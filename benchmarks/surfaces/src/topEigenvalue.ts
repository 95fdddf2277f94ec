import { checkLength } from './checkLength.js'
import { symmetricEigen } from './symmetricEigen.js'

/**
 * The algebraically largest and smallest eigenvalue of a symmetric matrix of dim x dim numbers, row
 * by row: the largest is the paper's sharpness of a minimum. Both are NaN if an entry is not
 * finite.
 *
 * @throws RangeError if the matrix does not have dim x dim numbers.
 * @example
 * import { goldsteinPrice, topEigenvalue } from '@momenta/bench-surfaces'
 *
 * topEigenvalue(goldsteinPrice().hessian([0, -1]), 2).max // => 965.168988
 */
export const topEigenvalue = (
  hessian: Float64Array,
  dim: number,
): { readonly max: number; readonly min: number } => {
  checkLength('topEigenvalue', 'a row-by-row matrix', hessian.length, dim * dim)
  const { values } = symmetricEigen(hessian, dim)
  return { max: Math.max(...values), min: Math.min(...values) }
}
