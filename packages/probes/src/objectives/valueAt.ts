import { show } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import { expectVector } from '../arguments/expectVector.js'
import type { Objective } from './Objective.js'
import { weightsOf } from './weightsOf.js'

/**
 * The loss L(w) = Σ nᵢ Lᵢ(w)/Σ nᵢ: the mean over all samples, whatever the batches.
 *
 * @throws RangeError if w has another length than the point; TypeError if a loss is no number.
 *
 * @example
 * import { quadraticObjective, valueAt } from '@momenta/probes'
 *
 * await valueAt(quadraticObjective({ spectrum: [4, 2] }), Float64Array.of(1, 1)) // => 3
 */
export const valueAt = async (objective: Objective, w: Float64Array): Promise<number> => {
  const { batches, point } = expectObjective('valueAt', objective)
  expectVector('valueAt', 'w', w, point.length, ' of the point')
  const weights = weightsOf(batches)
  let sum = 0
  // each batch gets a copy: a loss that writes into its argument must not move the point
  for (const [i, part] of batches.entries()) {
    const value = await part.value(w.slice())
    if (typeof value !== 'number')
      throw new TypeError(`valueAt: the loss of a batch must be a number, got ${show(value)}`)
    sum += (weights[i] as number) * value
  }
  return sum
}
