import { givenOperator } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Operator } from '../operators/Operator.js'
import { type Eigenpair, type EigenvaluesOptions, eigenvalues } from './eigenvalues.js'

/**
 * λmax of a symmetric operator, the greatest eigenvalue (not the greatest in magnitude), with its error bar: `eigenvalues` for one. On a Hessian, the paper's sharpness.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * @example
 * import { quadratic, topEigenvalue } from '@momenta/probes'
 *
 * const { value, converged, matvecs } = await topEigenvalue(quadratic({ spectrum: [10, 1, -12] }))
 * value // => 10
 * converged // => true
 * matvecs // => 3
 */
export const topEigenvalue = async (
  operator: Operator,
  options: Omit<EigenvaluesOptions, 'largest' | 'smallest'> = {},
): Promise<Eigenpair> => {
  givenOperator('topEigenvalue', operator)
  known('topEigenvalue', options, { tolerance: true, budget: true, seed: true })
  return (await eigenvalues(operator, { ...options, largest: 1 })).largest[0] as Eigenpair
}
