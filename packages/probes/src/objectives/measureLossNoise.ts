import { measureNoise, noiseEvaluations } from '../differences/measureNoise.js'
import { roundTo } from '../differences/roundTo.js'
import { roundingOf } from '../records/roundingOf.js'
import type { Objective } from './Objective.js'
import { valueAt } from './valueAt.js'

/** The number of losses that {@link measureLossNoise} evaluates. */
export const lossNoiseEvaluations = noiseEvaluations

/** Measures a bound on the rounding of the loss at a point, from neighbours one unit apart. */
export const measureLossNoise = async (
  objective: Objective,
  w: Float64Array,
  value: number,
): Promise<number> => {
  const { dtype } = objective.provenance
  const [noise] = await measureNoise(dtype, roundTo(dtype, w), 0, async (at) =>
    Float64Array.of(await valueAt(objective, at)),
  )
  return Math.max(4 * (noise as number), roundingOf(dtype, value))
}
