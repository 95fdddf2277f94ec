import { signVector } from '../random/signVector.js'
import type { Provenance } from '../records/Provenance.js'
import { combination } from '../vectors/combination.js'
import { roundTo } from './roundTo.js'
import { unitsInLastPlace } from './unitsInLastPlace.js'

/** Two third differences and a fourth, over the factor by which they amplify independent errors. */
const rules = [
  [-1, 3, -3, 1, 0].map((n) => n / Math.sqrt(20)),
  [0, -1, 3, -3, 1].map((n) => n / Math.sqrt(20)),
  [1, -4, 6, -4, 1].map((n) => n / Math.sqrt(70)),
]

/** The number of evaluations of {@link measureNoise}. */
export const noiseEvaluations = 5
/** The number of vectors that are mapped by `through`. */
export const noiseImages = 4

/**
 * Measures the standard deviation of the rounding of a vector-valued function around a point, by
 * element: high differences of its values at five neighbours, in which the smooth part cancels. It
 * is the maximum of three, and at least a unit in the last place of the values.
 *
 * @param through - A linear map of the values. Default the identity.
 *
 * Source: Moré and Wild, SIAM J. Sci. Comput. 33 (2011).
 */
export const measureNoise = async (
  dtype: Provenance['dtype'],
  point: Float64Array,
  h: number,
  at: (w: Float64Array) => Promise<Float64Array>,
  through: (values: Float64Array) => Promise<Float64Array> = async (values) => values,
): Promise<Float64Array> => {
  const units = unitsInLastPlace(dtype, point)
  const signs = signVector(0, 78, point.length)
  // an eighth of the step, an integer number of units, so that the neighbours are evenly spaced
  const width = h / 8 / Math.sqrt(Math.max(1, point.length))
  const steps = units.map(
    (unit, i) => (signs[i] as number) * unit * Math.max(1, Math.round(width / unit)),
  )
  const values: Float64Array[] = []
  for (const k of [-2, -1, 0, 1, 2])
    values.push(
      await at(
        roundTo(
          dtype,
          point.map((n, i) => n + k * (steps[i] as number)),
        ),
      ),
    )
  const length = (values[0] as Float64Array).length
  const images: Float64Array[] = []
  for (const rule of rules) images.push(await through(combination(values, rule, length)))
  const last = await through(values[2] as Float64Array)
  const unit = dtype === 'float32' ? 2 ** -24 : 2 ** -53
  return last.map((n, i) =>
    images.reduce(
      (most, image) => Math.max(most, Math.abs(image[i] as number)),
      unit * Math.abs(n),
    ),
  )
}
