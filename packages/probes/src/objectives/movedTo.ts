import { expectObjective } from '../arguments/expect.js'
import type { Objective } from './Objective.js'

/**
 * The same objective at another point.
 *
 * @throws RangeError if the point has another length.
 *
 * @example
 * import { movedTo, quadraticObjective } from '@momenta/probes'
 *
 * movedTo(quadraticObjective({ spectrum: [4, 2] }), Float64Array.of(1, 1)).point // => [1, 1]
 */
export const movedTo = (objective: Objective, point: Float64Array): Objective => {
  expectObjective('movedTo', objective)
  if (point.length !== objective.point.length)
    throw new RangeError(
      `movedTo: the point must have ${objective.point.length} elements, got ${point.length}`,
    )
  return { ...objective, point: point.slice() }
}
