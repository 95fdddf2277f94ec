import { arrived } from '../differences/arrived.js'
import { noiseOf, noiseTakes } from '../differences/noiseOf.js'
import { roundingOf } from '../records/roundingOf.js'
import type { Objective } from './Objective.js'
import { valueAt } from './valueAt.js'

/** How many losses {@link lossNoise} takes. */
export const lossNoiseTakes = noiseTakes

/** A bound on the rounding of the loss at a point, measured at neighbours a unit in the last place apart. */
export const lossNoise = async (
  objective: Objective,
  w: Float64Array,
  value: number,
): Promise<number> => {
  const { dtype } = objective.made
  const [noise] = await noiseOf(dtype, arrived(dtype, w), 0, async (at) =>
    Float64Array.of(await valueAt(objective, at)),
  )
  return Math.max(4 * (noise as number), roundingOf(dtype, value))
}
