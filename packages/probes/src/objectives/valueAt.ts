import { expectObjective } from '../arguments/expect.js'
import type { Objective } from './Objective.js'
import { weightsOf } from './weightsOf.js'

/**
 * The loss L(w) = Σ nᵢ Lᵢ(w)/Σ nᵢ: the mean over all samples, whatever the batches.
 *
 * @example
 * import { quadraticObjective, valueAt } from '@momenta/probes'
 *
 * await valueAt(quadraticObjective({ spectrum: [4, 2] }), Float64Array.of(1, 1)) // => 3
 */
export const valueAt = async (objective: Objective, w: Float64Array): Promise<number> => {
  const { batches } = expectObjective('valueAt', objective)
  const weights = weightsOf(batches)
  let sum = 0
  // each batch gets a copy: a loss that writes into its argument must not move the point
  for (const [i, part] of batches.entries())
    sum += (weights[i] as number) * (await part.value(w.slice()))
  return sum
}
