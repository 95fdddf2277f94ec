import { readOptions } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import { perturb } from '../objectives/perturb.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Cost } from '../records/Cost.js'
import type { Provenance } from '../records/Provenance.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import { checkGrid } from './checkGrid.js'
import { expectSameLength } from './expectSameLength.js'
import { linspace } from './linspace.js'
import { measureGridNoise } from './measureGridNoise.js'
import { type SliceOptions, sliceOptions } from './sliceOptions.js'

/** A loss along a line. */
export interface Slice extends Provenance, Cost {
  /** The coordinates a. */
  readonly at: Float64Array
  /** L(w + a d); NaN or infinite where the loss is. */
  readonly values: Float64Array
  /**
   * A bound on the rounding of a value and of its point; infinite if points cannot be
   * distinguished.
   */
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
 * A direction of length 0, as for a network without filters, gives a constant and a warning.
 *
 * @throws RangeError if the range is not finite or has fewer than 2 points, or the direction has
 * another length than the point.
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
  given: SliceOptions = {},
): Promise<Slice> => {
  expectObjective('slice', objective)
  const at = linspace(readOptions('slice', sliceOptions, [given]))
  expectSameLength('slice', objective.point, direction)
  const perturbation = (i: number) => times(at[i] as number, direction)
  const values = new Float64Array(at.length)
  for (const i of at.keys())
    values[i] = await valueAt(objective, perturb(objective, perturbation(i)).there)
  const last = at.length - 1
  const noise = await measureGridNoise(
    objective,
    { count: at.length, of: perturbation },
    values,
    (Math.abs((at[last] as number) - (at[0] as number)) / last) * norm(direction),
    [...new Set([0, Math.floor(last / 2), last])],
  )
  const first = perturb(objective, perturbation(0)).there
  const checks = await checkGrid('slice', objective, [direction], values, first, noise.warnings)
  return {
    ...objective.provenance,
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
