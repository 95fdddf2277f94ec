import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import { stepped } from '../objectives/stepped.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { gridNoise } from './gridNoise.js'
import { sameLength } from './sameLength.js'
import { soundness } from './soundness.js'
import { type SliceRange, spaced } from './spaced.js'

/** A loss on a plane. */
export interface Plane extends Made, Cost {
  readonly a: Float64Array
  readonly b: Float64Array
  /** L(w + a d₁ + b d₂), row by row, a row for each b; NaN or infinite where the loss is. */
  readonly values: Float64Array
  /** What rounding can have done to a value, and to the point that it belongs to; infinite where points cannot be told apart. */
  readonly error: number
  /** The cosine of the angle between the directions: 0 in a picture without shear. */
  readonly cosine: number
  readonly converged: boolean
  readonly reason: string
  readonly warnings: readonly string[]
}

/** Options of {@link slice2d}. */
export interface PlaneRange {
  /** Along the first direction. Default 51 points in [−1, 1]. */
  readonly a?: SliceRange
  /** Along the second. Default 51 points in [−1, 1]. */
  readonly b?: SliceRange
  /** Told after each row, so that a long picture can be kept as far as it has come. */
  readonly onRow?: (b: number, values: Float64Array) => void
}

/**
 * The loss on a plane: L(w + a d₁ + b d₂). Directions are taken as they are: what is normalized is not made orthogonal afterwards, since that would undo it; the angle is reported.
 *
 * @throws RangeError if a range is not finite or has fewer than 2 points, or a direction has another length than the point.
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
  options: PlaneRange = {},
): Promise<Plane> => {
  givenObjective('slice2d', objective)
  const {
    a: alongA = {},
    b: alongB = {},
    onRow,
  } = known('slice2d', options, { a: true, b: true, onRow: true })
  const [a, b] = [spaced('slice2d', alongA), spaced('slice2d', alongB)]
  sameLength('slice2d', objective.point, first, second)
  const perturbation = (k: number) =>
    plus(times(a[k % a.length] as number, first), b[Math.floor(k / a.length)] as number, second)
  const at = (i: number, j: number) => stepped(objective, perturbation(j * a.length + i)).there
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
  const noise = await gridNoise(
    objective,
    { count: values.length, of: perturbation },
    values,
    Math.min(width(a, first), width(b, second)),
    [...corners, Math.floor(values.length / 2)],
  )
  const directions = [first, second]
  const checks = await soundness('plane', objective, directions, values, at(0, 0), noise.warnings)
  return {
    ...objective.made,
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
