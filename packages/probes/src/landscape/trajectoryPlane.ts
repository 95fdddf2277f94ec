import { checked, ranges } from '@momenta/core'
import { known } from '../arguments/known.js'
import { symmetricEigen } from '../spectra/symmetricEigen.js'
import { combination } from '../vectors/combination.js'
import { dot } from '../vectors/dot.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { coordinatesIn } from './coordinatesIn.js'
import { sameLength } from './sameLength.js'

/** A run seen in the plane in which it moves most. */
export interface TrajectoryPlane {
  /** The end of the run, or the mean of its points. */
  readonly origin: Float64Array
  /** Orthonormal directions, the strongest first; fewer than asked for if the run spans fewer. */
  readonly directions: readonly Float64Array[]
  /** Of each point, in those directions. */
  readonly coordinates: readonly Float64Array[]
  /** How far each point lies off the plane. */
  readonly distances: readonly number[]
  /** The share of the variance (of the mean square about the origin) along each direction; all that is left out is 1 minus their sum. */
  readonly explained: readonly number[]
}

/** Options of {@link trajectoryPlane}. */
export interface TrajectoryOptions {
  /** Default `end`, as in the usual figures; `mean` is textbook PCA. */
  readonly origin?: 'end' | 'mean'
  /** Default 2. */
  readonly directions?: number
}

/**
 * The principal directions of a run, by the Gram matrix of its points (n × n, however many parameters), with what they explain and how far each point lies off them: a
 * contour plot in this plane does not show the losses that the run saw where it lies off.
 *
 * @param points - At least two, of one length.
 * @throws RangeError if there are fewer than two points, or their lengths differ.
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
  options: TrajectoryOptions = {},
): TrajectoryPlane => {
  const { origin: from = 'end', directions: count = 2 } = known('trajectoryPlane', options, {
    origin: true,
    directions: true,
  })
  if (points.length < 2)
    throw new RangeError(`trajectoryPlane: points must hold at least two, got ${points.length}`)
  checked('trajectoryPlane', 'directions', count, ranges.positiveCount)
  const end = points.at(-1) as Float64Array
  sameLength('trajectoryPlane', end, ...points)
  const origin =
    from === 'end'
      ? end.slice()
      : combination(points, new Float64Array(points.length).fill(1 / points.length), end.length)
  const away = points.map((point) => plus(point, -1, origin))
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
