import { checked } from '@momenta/core'
import { givenOperator } from '../arguments/given.js'
import { costOf } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'
import { products } from './products.js'

/** A whole matrix, and by how much its products were not symmetric. */
export interface DenseMatrix extends Made, Cost {
  /** (A + Aᵀ)/2, row by row. */
  readonly rows: readonly Float64Array[]
  /** ‖A − Aᵀ‖/2 in the Frobenius norm: bounds what symmetrisation can have done to an eigenvalue. */
  readonly asymmetry: number
  readonly matvecs: number
}

/**
 * The whole matrix, by a product with each unit vector: the dense Hessian of a small problem.
 *
 * @param limit - The largest dimension: memory grows with its square. Default 2000.
 * @throws RangeError if the dimension is greater than that.
 *
 * @example
 * import { centralDifferences, denseMatrix, quadraticObjective } from '@momenta/probes'
 *
 * const { rows, gradients } = await denseMatrix(centralDifferences(quadraticObjective({ spectrum: [4, 2] })))
 * rows.map((row) => Math.round(1e6 * row[0]) / 1e6) // => [4, 0]
 * gradients // => 4
 */
export const denseMatrix = async (operator: Operator, limit = 2000): Promise<DenseMatrix> => {
  givenOperator('denseMatrix', operator)
  const { dim, made } = operator
  checked('denseMatrix', 'the dimension', dim, {
    says: `must be at most ${limit}; use eigenvalues or spectralDensity, or give another limit`,
    holds: (n) => n <= limit,
  })
  const units = Array.from({ length: dim }, (_, i) => {
    const unit = new Float64Array(dim)
    unit[i] = 1
    return unit
  })
  const columns = await products(operator, units)
  const at = (i: number, j: number) => columns[j]?.[i] as number
  let squares = 0
  for (let i = 0; i < dim; i++)
    for (let j = 0; j < dim; j++) squares += ((at(i, j) - at(j, i)) / 2) ** 2
  return {
    ...made,
    rows: columns.map((_, i) => Float64Array.from(columns, (_, j) => (at(i, j) + at(j, i)) / 2)),
    asymmetry: Math.sqrt(squares),
    ...costOf([operator, dim]),
  }
}
