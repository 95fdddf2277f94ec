import { checkNumber } from '@momenta/options'
import { expectOperator } from '../arguments/expect.js'
import { costOf } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import type { Cost } from '../records/Cost.js'
import type { Provenance } from '../records/Provenance.js'
import { multiplyAll } from './multiplyAll.js'

/** The matrix of an operator, and the asymmetry of its products. */
export interface DenseMatrix extends Provenance, Cost {
  /** The rows of (A + Aᵀ)/2. */
  readonly rows: readonly Float64Array[]
  /** ‖A − Aᵀ‖/2 in the Frobenius norm: a bound on the effect of symmetrisation on an eigenvalue. */
  readonly asymmetry: number
  readonly matvecs: number
}

/**
 * The matrix of an operator, by a product with each unit vector: the dense Hessian of a small
 * problem.
 *
 * @param limit - The maximum dimension; memory grows with its square. Default 2000.
 * @throws RangeError if the dimension exceeds the limit.
 *
 * @example
 * import { centralDifferences, denseMatrix, quadraticObjective } from '@momenta/probes'
 *
 * const { rows, gradients } = await denseMatrix(centralDifferences(quadraticObjective({ spectrum: [4, 2] })))
 * rows.map((row) => Math.round(1e6 * row[0]) / 1e6) // => [4, 0]
 * gradients // => 4
 */
export const denseMatrix = async (operator: Operator, limit = 2000): Promise<DenseMatrix> =>
  matrixOf('denseMatrix', operator, limit)

/** {@link denseMatrix}, whose errors name a caller. */
export const matrixOf = async (
  who: string,
  operator: Operator,
  limit: number,
): Promise<DenseMatrix> => {
  expectOperator(who, operator)
  const { dim, provenance } = operator
  checkNumber(who, 'limit', limit, { says: 'must be a number >= 1', holds: (n) => n >= 1 })
  checkNumber(who, 'the dimension', dim, {
    says: `must be at most ${limit}; use eigenvalues or spectralDensity, or give another limit`,
    holds: (n) => n <= limit,
  })
  const units = Array.from({ length: dim }, (_, i) => {
    const unit = new Float64Array(dim)
    unit[i] = 1
    return unit
  })
  const columns = await multiplyAll(operator, units)
  const at = (i: number, j: number) => columns[j]?.[i] as number
  let squares = 0
  for (let i = 0; i < dim; i++)
    for (let j = 0; j < dim; j++) squares += ((at(i, j) - at(j, i)) / 2) ** 2
  return {
    ...provenance,
    rows: columns.map((_, i) => Float64Array.from(columns, (_, j) => (at(i, j) + at(j, i)) / 2)),
    asymmetry: Math.sqrt(squares),
    ...costOf([operator, dim]),
  }
}
