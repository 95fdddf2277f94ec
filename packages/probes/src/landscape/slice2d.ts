import { type OptionsOf, optional, readOptions, record } from '@momenta/options'
import { functionOption } from '../arguments/declare.js'
import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import { perturb } from '../objectives/perturb.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Cost } from '../records/Cost.js'
import type { Provenance } from '../records/Provenance.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { checkGrid } from './checkGrid.js'
import { expectSameLength } from './expectSameLength.js'
import { linspace } from './linspace.js'
import { measureGridNoise } from './measureGridNoise.js'
import { type SliceOptions, sliceOptions } from './sliceOptions.js'

/** A loss on a plane. */
export interface Slice2d extends Provenance, Cost {
  readonly a: Float64Array
  readonly b: Float64Array
  /** L(w + a d₁ + b d₂), row by row, one row per b; NaN or infinite where the loss is. */
  readonly values: Float64Array
  /**
   * A bound on the rounding of a value and of its point; infinite if points cannot be
   * distinguished.
   */
  readonly error: number
  /** The cosine of the angle between the directions: 0 in a figure without shear. */
  readonly cosine: number
  readonly converged: boolean
  readonly reason: string
  readonly warnings: readonly string[]
}

const options = {
  /** Along the first direction. Default 51 points in [−1, 1]. */
  a: record(sliceOptions),
  /** Along the second direction. Default 51 points in [−1, 1]. */
  b: record(sliceOptions),
  /** Called after each row, so that a long run can be saved as it proceeds. */
  onRow: optional(functionOption<(b: number, values: Float64Array) => void>()),
}

/** Options of {@link slice2d}. */
export interface Slice2dOptions extends OptionsOf<typeof options> {}

/**
 * The loss on a plane: L(w + a d₁ + b d₂). The directions are used as given: orthogonalising
 * normalized directions would undo the normalisation. The angle between them is reported.
 *
 * @throws RangeError if a range is not finite or has fewer than 2 points, or a direction has
 *   another length than the point.
 *
 * Source: Li et al., arXiv 1712.09913.
 *
 * @example
 * import { quadraticObjective, slice2d } from '@momenta/probes'
 *
 * const range = { from: 0, to: 1, points: 2 }
 * const plane = await slice2d(quadraticObjective({ spectrum: [2, 4] }), Float64Array.of(1, 0), Float64Array.of(0, 1), { a: range, b: range })
 * plane.values // => [0, 1, 2, 3]
 * plane.cosine // => 0
 */
export const slice2d = async (
  objective: Objective,
  first: Float64Array,
  second: Float64Array,
  given: Slice2dOptions = {},
): Promise<Slice2d> => {
  expectObjective('slice2d', objective)
  const { onRow, ...ranges } = readOptions('slice2d', options, [given])
  const axis = (range: SliceOptions) => linspace(readOptions('slice2d', sliceOptions, [range]))
  const [a, b] = [axis(ranges.a), axis(ranges.b)]
  expectSameLength('slice2d', objective.point, first, second)
  const perturbation = (k: number) =>
    plus(times(a[k % a.length] as number, first), b[Math.floor(k / a.length)] as number, second)
  const at = (i: number, j: number) => perturb(objective, perturbation(j * a.length + i)).there
  const values = new Float64Array(a.length * b.length)
  for (let j = 0; j < b.length; j++) {
    const row = values.subarray(j * a.length, (j + 1) * a.length)
    for (let i = 0; i < a.length; i++) row[i] = await valueAt(objective, at(i, j))
    onRow?.(b[j] as number, row.slice())
  }
  const width = (along: Float64Array, direction: Float64Array) =>
    (Math.abs((along.at(-1) as number) - (along[0] as number)) / (along.length - 1)) *
    norm(direction)
  const corners = [0, a.length - 1, values.length - a.length, values.length - 1]
  const noise = await measureGridNoise(
    objective,
    { count: values.length, of: perturbation },
    values,
    Math.min(width(a, first), width(b, second)),
    [...corners, Math.floor(values.length / 2)],
  )
  const directions = [first, second]
  const checks = await checkGrid('plane', objective, directions, values, at(0, 0), noise.warnings)
  return {
    ...objective.provenance,
    how: 'losses on a plane',
    a,
    b,
    values,
    error: noise.error,
    cosine: dot(first, second) / (norm(first) * norm(second)),
    ...checks,
    gradients: noise.gradients,
    losses: values.length + 1 + noise.losses,
  }
}
