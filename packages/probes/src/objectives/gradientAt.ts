import { show } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import { expectVector } from '../arguments/expectVector.js'
import { isVector } from '../arguments/isVector.js'
import { addTo } from '../vectors/addTo.js'
import type { Objective } from './Objective.js'
import type { Evaluated } from './ObjectiveBatch.js'
import { weightsOf } from './weightsOf.js'

/**
 * The loss and its gradient at w: means over all samples, summed in float64.
 *
 * @throws RangeError if w or a gradient has another length than the point; TypeError if a batch
 *   returns anything else.
 *
 * @example
 * import { gradientAt, quadraticObjective } from '@momenta/probes'
 *
 * await gradientAt(quadraticObjective({ spectrum: [4, 2] }), Float64Array.of(1, 1)) // => { value: 3, gradient: [4, 2] }
 */
export const gradientAt = async (objective: Objective, w: Float64Array): Promise<Evaluated> => {
  const { batches, point } = expectObjective('gradientAt', objective)
  expectVector('gradientAt', 'w', w, point.length, ' of the point')
  const weights = weightsOf(batches)
  const gradient = new Float64Array(w.length)
  let value = 0
  for (const [i, part] of batches.entries()) {
    const found = await part.gradient(w.slice())
    if (typeof found?.value !== 'number' || !isVector(found.gradient))
      throw new TypeError(
        `gradientAt: the gradient of a batch must return { value, gradient }, a number and an array, got ${show(found)}`,
      )
    if (found.gradient.length !== w.length)
      throw new RangeError(
        `gradientAt: a gradient must have the ${w.length} elements of the point, got ${found.gradient.length}`,
      )
    value += (weights[i] as number) * found.value
    addTo(gradient, weights[i] as number, found.gradient)
  }
  return { value, gradient }
}
