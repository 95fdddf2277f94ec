import { expectObjective } from '../arguments/expect.js'
import { expectVector } from '../arguments/expectVector.js'
import type { Objective } from './Objective.js'

/**
 * The same objective at another point.
 *
 * @throws RangeError if the point has another length.
 *
 * @example
 * import { moveTo, quadraticObjective } from '@momenta/probes'
 *
 * moveTo(quadraticObjective({ spectrum: [4, 2] }), Float64Array.of(1, 1)).point // => [1, 1]
 */
export const moveTo = (objective: Objective, point: Float64Array): Objective => {
  expectObjective('moveTo', objective)
  expectVector('moveTo', 'the point', point, objective.point.length)
  return { ...objective, point: Float64Array.from(point) }
}
