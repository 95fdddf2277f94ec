import { Matrix, pseudoInverse } from 'ml-matrix'
import { expectVectors } from '../arguments/expectVector.js'
import { allFinite } from '../vectors/allFinite.js'
import { combination } from '../vectors/combination.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { orthonormal } from '../vectors/orthonormal.js'
import { plus } from '../vectors/plus.js'
import { times } from '../vectors/times.js'
import { expectSameLength } from './expectSameLength.js'

/**
 * The least-squares coordinates c of a point in directions d from an origin, which minimise ‖point
 * − origin − Σ cᵢdᵢ‖, and that distance. Directions need be neither unit nor orthogonal.
 *
 * @throws RangeError if a vector has another length than the origin, or a direction is not finite.
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
  expectVectors('coordinatesIn', 'directions', directions)
  expectSameLength('coordinatesIn', origin, point, ...directions)
  const broken = directions.findIndex((d) => !allFinite(d))
  if (broken !== -1)
    throw new RangeError(
      `coordinatesIn: directions must be finite, got NaN or infinity in direction ${broken}`,
    )
  const away = plus(point, -1, origin)
  const lengths = directions.map(norm)
  const units = directions.map((d, i) =>
    times(lengths[i] === 0 ? 0 : 1 / (lengths[i] as number), d),
  )
  // by QR: normal equations would square the angles between directions, and lose small ones
  const basis = orthonormal(units)
  if (basis.length === 0)
    return { coordinates: Float64Array.from(lengths, () => 0), distance: norm(away) }
  const r = new Matrix(basis.map((q) => units.map((u) => dot(q, u))))
  const right = Matrix.columnVector(basis.map((q) => dot(q, away)))
  const along = pseudoInverse(r).mmul(right).getColumn(0)
  const coordinates = Float64Array.from(along, (n, i) =>
    lengths[i] === 0 ? 0 : n / (lengths[i] as number),
  )
  const shadow = combination(directions, coordinates, origin.length)
  return { coordinates, distance: norm(plus(away, -1, shadow)) }
}
