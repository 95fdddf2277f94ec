import type { Objective } from '../objectives/Objective.js'
import { valueAt } from '../objectives/valueAt.js'
import { roundingOf } from '../records/roundingOf.js'
import { norm } from '../vectors/norm.js'

/**
 * Checks losses on a grid: that all are finite, that no direction is zero, and that the loss is not
 * random (it is evaluated again at the first point).
 */
export const checkGrid = async (
  who: string,
  objective: Objective,
  directions: readonly Float64Array[],
  values: Float64Array,
  first: Float64Array,
  noted: readonly string[],
): Promise<{ converged: boolean; reason: string; warnings: readonly string[] }> => {
  const again = await valueAt(objective, first)
  const apart = Math.abs(again - (values[0] as number))
  const broken = values.filter((n) => !Number.isFinite(n)).length
  const warnings = [
    ...(apart > 25 * roundingOf(objective.provenance.dtype, again, values[0] as number)
      ? [
          'random: the loss at one point differs from call to call; switch dropout off, put normalisation into inference mode, and give the same batches in the same order',
        ]
      : []),
    ...(directions.some((d) => norm(d) === 0)
      ? [`empty: a direction of the ${who} is zero; is there a leaf with filters?`]
      : []),
    ...(broken > 0 ? [`not finite: ${broken} of ${values.length} losses`] : []),
    ...noted,
  ]
  return {
    converged: warnings.length === 0,
    reason: warnings[0] ?? `${values.length} losses`,
    warnings,
  }
}
