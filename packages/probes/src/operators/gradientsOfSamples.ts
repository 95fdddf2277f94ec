import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'

/** The gradient of each sample; the batches must hold one sample each. */
export const gradientsOfSamples = async (
  who: string,
  objective: Objective,
): Promise<readonly Float64Array[]> => {
  const { point, batches } = expectObjective(who, objective)
  const gradients: Float64Array[] = []
  for (const part of batches) {
    if (part.size !== 1)
      throw new RangeError(
        `${who}: each batch must hold one sample, got one of ${part.size}; cut the probe set into batches of 1`,
      )
    const { value, gradient } = await part.gradient(point.slice())
    gradients.push(Number.isFinite(value) ? gradient : gradient.map(() => Number.NaN))
  }
  return gradients
}
