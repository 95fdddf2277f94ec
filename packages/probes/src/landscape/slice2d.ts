import type { Objective } from '../objectives/Objective.js'
import { valueAt } from '../objectives/valueAt.js'
import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'
import { roundingOf } from '../records/roundingOf.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { sameLength } from './sameLength.js'
import { soundness } from './soundness.js'
import { type SliceRange, spaced } from './spaced.js'

/** A loss on a plane. */
export interface Plane extends Made, Cost {
  readonly a: Float64Array
  readonly b: Float64Array
  /** L(w + a d₁ + b d₂), row by row, a row for each b; NaN or infinite where the loss is. */
  readonly values: Float64Array
  /** What rounding can have done to a value. */
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
  { a: alongA = {}, b: alongB = {}, onRow }: PlaneRange = {},
): Promise<Plane> => {
  const [a, b] = [spaced('slice2d', alongA), spaced('slice2d', alongB)]
  sameLength('slice2d', objective.point, first, second)
  const at = (i: number, j: number) =>
    plus(plus(objective.point, a[i] as number, first), b[j] as number, second)
  const values = new Float64Array(a.length * b.length)
  for (let j = 0; j < b.length; j++) {
    const row = values.subarray(j * a.length, (j + 1) * a.length)
    for (let i = 0; i < a.length; i++) row[i] = await valueAt(objective, at(i, j))
    onRow?.(b[j] as number, row.slice())
  }
  const checks = await soundness('plane', objective, [first, second], values, at(0, 0))
  const most = values.reduce((greatest, n) => Math.max(greatest, Math.abs(n)), 0)
  return {
    ...objective.made,
    how: 'losses on a plane',
    a,
    b,
    values,
    error: roundingOf(objective.made.dtype, most),
    cosine: dot(first, second) / (norm(first) * norm(second)),
    ...checks,
    gradients: 0,
    losses: values.length + 1,
  }
}
