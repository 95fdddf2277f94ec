import { Matrix, pseudoInverse } from 'ml-matrix'
import { combination } from '../vectors/combination.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { expectSameLength } from './expectSameLength.js'

/**
 * The least-squares coordinates c of a point in directions d from an origin, which minimise ‖point
 * − origin − Σ cᵢdᵢ‖, and that distance. Directions need be neither unit nor orthogonal.
 *
 * @throws RangeError if a vector has another length than the origin.
 *
 * @example
 * import { coordinatesIn } from '@momenta/probes'
 *
 * const origin = Float64Array.of(0, 0, 0)
 * const found = coordinatesIn(origin, [Float64Array.of(2, 0, 0), Float64Array.of(1, 1, 0)], Float64Array.of(3, 1, 4))
 * found.coordinates // => [1, 1]
 * found.distance // => 4
 */
export const coordinatesIn = (
  origin: Float64Array,
  directions: readonly Float64Array[],
  point: Float64Array,
): { readonly coordinates: Float64Array; readonly distance: number } => {
  expectSameLength('coordinatesIn', origin, point, ...directions)
  const away = plus(point, -1, origin)
  const normal = new Matrix(directions.map((d) => directions.map((e) => dot(d, e))))
  const right = Matrix.columnVector(directions.map((d) => dot(d, away)))
  const coordinates = Float64Array.from(pseudoInverse(normal).mmul(right).getColumn(0))
  const shadow = combination(directions, coordinates, origin.length)
  return { coordinates, distance: norm(plus(away, -1, shadow)) }
}
