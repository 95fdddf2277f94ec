import { signVector } from '../random/signVector.js'
import type { Made } from '../records/Made.js'
import { combination } from '../vectors/combination.js'
import { arrived } from './arrived.js'
import { unitsOf } from './unitsOf.js'

/** Third differences of neighbours, and the fourth, over the factor by which they enlarge independent errors. */
const rules = [
  [-1, 3, -3, 1, 0].map((n) => n / Math.sqrt(20)),
  [0, -1, 3, -3, 1].map((n) => n / Math.sqrt(20)),
  [1, -4, 6, -4, 1].map((n) => n / Math.sqrt(70)),
]

/** How many evaluations {@link noiseOf} takes. */
export const noiseTakes = 5
/** How many vectors are carried through the linear map. */
export const noiseImages = 4

/**
 * The standard deviation of the rounding of a vector-valued function around a point, by element: high differences of its values at five neighbours, in which all that is
 * smooth cancels; the greatest of three, and no less than a unit in the last place of the values.
 *
 * @param through - A linear map from values to what is of interest. Default the identity.
 *
 * Source: Moré and Wild, SIAM J. Sci. Comput. 33 (2011).
 */
export const noiseOf = async (
  dtype: Made['dtype'],
  point: Float64Array,
  h: number,
  at: (w: Float64Array) => Promise<Float64Array>,
  through: (values: Float64Array) => Promise<Float64Array> = async (values) => values,
): Promise<Float64Array> => {
  const units = unitsOf(dtype, point)
  const signs = signVector(0, 78, point.length)
  // an eighth of the step, a whole number of units, so that the neighbours lie evenly
  const width = h / 8 / Math.sqrt(Math.max(1, point.length))
  const steps = units.map(
    (unit, i) => (signs[i] as number) * unit * Math.max(1, Math.round(width / unit)),
  )
  const values: Float64Array[] = []
  for (const k of [-2, -1, 0, 1, 2])
    values.push(
      await at(
        arrived(
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
