import { givenObjective, givenOperator } from '../arguments/given.js'
import { gradientAt } from '../objectives/gradientAt.js'
import type { Objective } from '../objectives/Objective.js'
import type { Operator } from '../operators/Operator.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'

/**
 * ∇‖g‖ = H g/‖g‖: the direction in which the norm of the gradient grows, the gradient of a gradient-norm penalty. Undefined, and NaN, where g = 0.
 *
 * @param operator - The Hessian at the point of the objective.
 *
 * Source: Zhao et al., arXiv 2202.03599.
 *
 * @example
 * import { normGradient, quadratic, quadraticObjective } from '@momenta/probes'
 *
 * await normGradient(quadraticObjective({ spectrum: [3, 2], point: [1, 0] }), quadratic({ spectrum: [3, 2] })) // => [3, 0]
 */
export const normGradient = async (
  objective: Objective,
  operator: Operator,
): Promise<Float64Array> => {
  givenObjective('normGradient', objective)
  givenOperator('normGradient', operator, 'second')
  const { gradient } = await gradientAt(objective, objective.point)
  return operator.apply(times(1 / norm(gradient), gradient))
}
