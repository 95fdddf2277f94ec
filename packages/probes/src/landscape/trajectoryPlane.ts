import { choice, number, type OptionsOf, ranges, readOptions } from '@momenta/options'
import { expectVectors } from '../arguments/expectVector.js'
import { symmetricEigen } from '../spectra/symmetricEigen.js'
import { allFinite } from '../vectors/allFinite.js'
import { combination } from '../vectors/combination.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { coordinatesIn } from './coordinatesIn.js'
import { expectSameLength } from './expectSameLength.js'

/** A run in the span of its principal directions. */
export interface TrajectoryPlane {
  /** The end of the run, or the mean of its points. */
  readonly origin: Float64Array
  /** Orthonormal directions, the most explained first; fewer if the run spans fewer. */
  readonly directions: readonly Float64Array[]
  /** The coordinates of each point. */
  readonly coordinates: readonly Float64Array[]
  /** The distance of each point to the plane. */
  readonly distances: readonly number[]
  /** The share of the mean square about the origin that each direction explains. */
  readonly explained: readonly number[]
}

const options = {
  /** Default `end`, as in the usual figures; `mean` is PCA. */
  origin: choice(['end', 'mean'], 'end'),
  /** The number of directions. Default 2. */
  directions: number(ranges.positiveCount, 2),
}

/** Options of {@link trajectoryPlane}. */
export interface TrajectoryPlaneOptions extends OptionsOf<typeof options> {}

/**
 * The principal directions of a run, from the n × n Gram matrix of its points, with the variance
 * that each explains and the distance of each point to their span. A contour plot in this plane
 * does not show the losses of points that lie far off it.
 *
 * @param points - At least two, of one length.
 * @throws RangeError if there are fewer than two points, their lengths differ, or one is not
 *   finite.
 *
 * Source: Li et al., arXiv 1712.09913, section 7.2; Lorch 2016.
 *
 * @example
 * import { trajectoryPlane } from '@momenta/probes'
 *
 * const run = [[3, 0, 0], [2, 1, 0], [1, 0, 0], [0, 0, 0]].map((each) => Float64Array.from(each))
 * const { explained, distances } = trajectoryPlane(run)
 * explained[0] + explained[1] // => 1
 * distances.every((each) => each < 1e-12) // => true
 */
export const trajectoryPlane = (
  points: readonly Float64Array[],
  given: TrajectoryPlaneOptions = {},
): TrajectoryPlane => {
  const { origin: from, directions: count } = readOptions('trajectoryPlane', options, [given])
  expectVectors('trajectoryPlane', 'points', points)
  if (points.length < 2)
    throw new RangeError(`trajectoryPlane: points must hold at least two, got ${points.length}`)
  const end = points.at(-1) as Float64Array
  expectSameLength('trajectoryPlane', end, ...points)
  const broken = points.findIndex((point) => !allFinite(point))
  if (broken !== -1)
    throw new RangeError(
      `trajectoryPlane: points must be finite, got NaN or infinity in point ${broken} of ${points.length}; leave out those after the run diverged`,
    )
  const origin =
    from === 'end'
      ? end.slice()
      : combination(points, new Float64Array(points.length).fill(1 / points.length), end.length)
  const apart = points.map((point) => plus(point, -1, origin))
  // shares and directions do not depend on the scale, and squares of scaled numbers stay in range
  const most = apart.reduce((max, each) => Math.max(max, norm(each)), 0)
  const away = apart.map((each) => times(most === 0 ? 0 : 1 / most, each))
  const { values, vectors } = symmetricEigen(points.length, (i, j) =>
    dot(away[i] as Float64Array, away[j] as Float64Array),
  )
  const total = values.reduce((sum, n) => sum + Math.max(0, n), 0)
  const kept = Array.from(values.subarray(0, count)).filter((n) => n > 1e-12 * total)
  const directions = kept.map((value, i) =>
    times(1 / Math.sqrt(value), combination(away, vectors[i] as Float64Array, end.length)),
  )
  const places = points.map((point) => coordinatesIn(origin, directions, point))
  return {
    origin,
    directions,
    coordinates: places.map(({ coordinates }) => coordinates),
    distances: places.map(({ distance }) => distance),
    explained: kept.map((value) => value / total),
  }
}
