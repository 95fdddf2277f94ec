import { expectObjective, expectOperator } from '../arguments/expect.js'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import type { Operator } from '../operators/Operator.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'

/**
 * ∇‖g‖ = H g/‖g‖: the gradient of a gradient-norm penalty. NaN where g = 0.
 *
 * @param operator - The Hessian at the point of the objective.
 *
 * @throws RangeError if its dimension is another.
 *
 * Source: Zhao et al., arXiv 2202.03599.
 *
 * @example
 * import { gradientOfGradientNorm, quadratic, quadraticObjective } from '@momenta/probes'
 *
 * const objective = quadraticObjective({ spectrum: [3, 2], point: [1, 0] })
 * await gradientOfGradientNorm(objective, quadratic({ spectrum: [3, 2] })) // => [3, 0]
 */
export const gradientOfGradientNorm = async (
  objective: Objective,
  operator: Operator,
): Promise<Float64Array> => {
  expectObjective('gradientOfGradientNorm', objective)
  expectOperator('gradientOfGradientNorm', operator, 'second')
  if (operator.dim !== objective.point.length)
    throw new RangeError(
      `gradientOfGradientNorm: the operator must have the dimension ${objective.point.length} of the point, got ${operator.dim}`,
    )
  const { gradient } = await gradientAt(objective, objective.point)
  return operator.apply(times(1 / norm(gradient), gradient))
}
