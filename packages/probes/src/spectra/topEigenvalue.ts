import { type OptionsOf, readOptions } from '@momenta/options'
import { expectOperator } from '../arguments/expect.js'
import type { Operator } from '../operators/Operator.js'
import type { Eigenpair } from './Eigenpair.js'
import { eigenvalues } from './eigenvalues.js'
import { lanczosOptions } from './lanczosOptions.js'

/** Options of {@link topEigenvalue}. */
export interface TopEigenvalueOptions extends OptionsOf<typeof lanczosOptions> {}

/**
 * λmax of a symmetric operator with its error bar: the largest eigenvalue, not the largest in
 * magnitude. For a Hessian it is called sharpness in the paper. See `eigenvalues`.
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
  given: TopEigenvalueOptions = {},
): Promise<Eigenpair> => {
  expectOperator('topEigenvalue', operator)
  const filled = readOptions('topEigenvalue', lanczosOptions, [given])
  return (await eigenvalues(operator, { ...filled, largest: 1 })).largest[0] as Eigenpair
}
