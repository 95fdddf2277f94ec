import { expectObjective } from '../arguments/expect.js'
import { addTo } from '../vectors/addTo.js'
import type { Objective } from './Objective.js'
import type { Evaluated } from './ObjectiveBatch.js'
import { weightsOf } from './weightsOf.js'

/**
 * The loss and its gradient at w: means over all samples, summed in float64.
 *
 * @throws RangeError if a batch returns a gradient of another length.
 *
 * @example
 * import { gradientAt, quadraticObjective } from '@momenta/probes'
 *
 * await gradientAt(quadraticObjective({ spectrum: [4, 2] }), Float64Array.of(1, 1)) // => { value: 3, gradient: [4, 2] }
 */
export const gradientAt = async (objective: Objective, w: Float64Array): Promise<Evaluated> => {
  const { batches } = expectObjective('gradientAt', objective)
  const weights = weightsOf(batches)
  const gradient = new Float64Array(w.length)
  let value = 0
  for (const [i, part] of batches.entries()) {
    const found = await part.gradient(w.slice())
    if (found.gradient.length !== w.length)
      throw new RangeError(
        `gradientAt: a gradient must have the ${w.length} elements of the point, got ${found.gradient.length}`,
      )
    value += (weights[i] as number) * found.value
    addTo(gradient, weights[i] as number, found.gradient)
  }
  return { value, gradient }
}
