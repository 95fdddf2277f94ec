import { givenObjective } from '../arguments/given.js'
import type { Objective } from '../objectives/Objective.js'
import { stepped } from '../objectives/stepped.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import { gridNoise } from './gridNoise.js'
import { sameLength } from './sameLength.js'
import { soundness } from './soundness.js'
import { type SliceRange, spaced } from './spaced.js'

/** A loss along a line. */
export interface Slice extends Made, Cost {
  /** The coordinates a. */
  readonly at: Float64Array
  /** L(w + a d); NaN or infinite where the loss is. */
  readonly values: Float64Array
  /** What rounding can have done to a value, and to the point that it belongs to; infinite where points cannot be told apart. */
  readonly error: number
  /** ‖d‖. */
  readonly length: number
  readonly converged: boolean
  readonly reason: string
  readonly warnings: readonly string[]
}

/**
 * The loss along a line: L(w + a d) for a in a range.
 *
 * A direction of length 0, as of a net that has no filters, gives a constant; the record says so.
 *
 * @throws RangeError if the range is not finite or has fewer than 2 points, or the direction has another length than the point.
 *
 * Source: Goodfellow et al., arXiv 1412.6544; Li et al., arXiv 1712.09913.
 *
 * @example
 * import { quadraticObjective, slice } from '@momenta/probes'
 *
 * const objective = quadraticObjective({ spectrum: [2, 1], point: [1, 0] })
 * const { at, values } = await slice(objective, Float64Array.of(1, 0), { points: 3 })
 * at // => [-1, 0, 1]
 * values // => [0, 1, 4]
 */
export const slice = async (
  objective: Objective,
  direction: Float64Array,
  range: SliceRange = {},
): Promise<Slice> => {
  givenObjective('slice', objective)
  const at = spaced('slice', range)
  sameLength('slice', objective.point, direction)
  const perturbation = (i: number) => times(at[i] as number, direction)
  const values = new Float64Array(at.length)
  for (const i of at.keys())
    values[i] = await valueAt(objective, stepped(objective, perturbation(i)).there)
  const last = at.length - 1
  const noise = await gridNoise(
    objective,
    { count: at.length, of: perturbation },
    values,
    (Math.abs((at[last] as number) - (at[0] as number)) / last) * norm(direction),
    [...new Set([0, Math.floor(last / 2), last])],
  )
  const first = stepped(objective, perturbation(0)).there
  const checks = await soundness('slice', objective, [direction], values, first, noise.warnings)
  return {
    ...objective.made,
    how: 'losses on a line',
    at,
    values,
    error: noise.error,
    length: norm(direction),
    ...checks,
    gradients: noise.gradients,
    losses: at.length + 1 + noise.losses,
  }
}
