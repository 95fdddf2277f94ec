import { roundingCost } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import type { Cost } from '../records/Cost.js'
import type { Provenance } from '../records/Provenance.js'
import { roundingShare } from '../records/roundingShare.js'
import { allFinite } from '../vectors/allFinite.js'
import { norm } from '../vectors/norm.js'
import { matrixOf } from './denseMatrix.js'
import { emptyReason } from './emptyReason.js'
import { roundingWarning } from './rounding.js'
import { symmetricEigen } from './symmetricEigen.js'

/** All eigenvalues of an operator. */
export interface DenseEigenvalues extends Provenance, Cost {
  /** In decreasing order; empty if the matrix is not finite. */
  readonly values: Float64Array
  /** The unit eigenvector of each. */
  readonly vectors: readonly Float64Array[]
  /** A bound on the error of each value: asymmetry, differences and rounding. */
  readonly error: number
  readonly converged: boolean
  readonly reason: string
  readonly warnings: readonly string[]
  readonly matvecs: number
}

const frobenius = (a: readonly Float64Array[], b: readonly Float64Array[]): number =>
  Math.sqrt(
    a.reduce(
      (sum, row, i) => sum + row.reduce((s, n, j) => s + (n - (b[i]?.[j] as number)) ** 2, 0),
      0,
    ),
  )

/** A bound on the rounding of a matrix, in the Frobenius norm. */
const matrixRounding = async (
  { rounding }: Operator,
  columns: readonly Float64Array[],
): Promise<number> => {
  if (rounding === undefined) return 0
  let squares = 0
  for (const [i, column] of columns.entries()) {
    const unit = column.map((_, j) => (i === j ? 1 : 0))
    const { noise, displacementError } = await rounding.of(unit)
    squares += norm(noise) ** 2 + (norm(displacementError) * norm(column)) ** 2
  }
  return Math.sqrt(squares)
}

/**
 * All eigenvalues, from the dense matrix: for small problems, and to verify `eigenvalues`. Where
 * products are differences the matrix is computed again with half the step, and ‖H(h) − H(h/2)‖ is
 * part of the error.
 *
 * @param limit - The maximum dimension. Default 2000.
 * @throws RangeError if the dimension exceeds the limit.
 *
 * @example
 * import { denseEigenvalues, quadratic } from '@momenta/probes'
 *
 * (await denseEigenvalues(quadratic({ spectrum: [1, 3, 2], seed: 4 }))).values // => [3, 2, 1]
 */
export const denseEigenvalues = async (
  operator: Operator,
  limit = 2000,
): Promise<DenseEigenvalues> => {
  const whole = await matrixOf('denseEigenvalues', operator, limit)
  const halved = operator.halved?.() ?? operator
  const half =
    operator.halved === undefined ? undefined : await matrixOf('denseEigenvalues', halved, limit)
  const { rows } = half ?? whole
  const finite = whole.rows.every(allFinite) && rows.every(allFinite)
  const { values, vectors } = finite
    ? symmetricEigen(operator.dim, (i, j) => rows[i]?.[j] as number)
    : { values: new Float64Array(0), vectors: [] }
  const most = values.reduce((largest, n) => Math.max(largest, Math.abs(n)), 0)
  const lost = finite ? await matrixRounding(halved, rows) : 0
  const rounding = lost + roundingShare(operator.provenance.dtype) * most
  const lossOfDigits = roundingWarning(lost, 0.01 * most)
  const differ = half === undefined ? 0 : frobenius(whole.rows, half.rows)
  const bounding = roundingCost(operator)
  const error = whole.asymmetry + differ + rounding
  return {
    ...operator.provenance,
    values,
    vectors,
    error,
    converged: finite && operator.dim > 0 && lossOfDigits.length === 0,
    reason: !finite
      ? 'a product is not finite'
      : operator.dim === 0
        ? emptyReason
        : (lossOfDigits[0] ?? 'the dense matrix'),
    warnings: lossOfDigits,
    matvecs: whole.matvecs + (half?.matvecs ?? 0),
    gradients: whole.gradients + (half?.gradients ?? 0) + bounding.gradients,
    losses: whole.losses + (half?.losses ?? 0) + bounding.losses,
  }
}
