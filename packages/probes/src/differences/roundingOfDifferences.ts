import type { Cost } from '../records/Cost.js'
import type { Provenance } from '../records/Provenance.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import type { Differences } from './differencesOf.js'
import type { Rounding } from './Rounding.js'

/**
 * The bound on the rounding of a product by differences, from the measured rounding of the
 * function. In float64, where numbers are close together, nothing is measured: the bound assumes
 * gradients of size ‖A‖ max(1, ‖w‖).
 */
export const roundingOfDifferences = (
  dtype: Provenance['dtype'],
  point: Float64Array,
  h: number,
  differences: Differences,
  noise: () => Promise<Float64Array>,
  cost: Cost,
): Rounding => {
  const share = (4 * 2 ** -53 * Math.max(1, norm(point))) / h
  if (dtype === 'float32' || share > 1e-7)
    return { cost, of: async (v) => differences.lost(v, await noise()) }
  const none = new Float64Array(point.length)
  return {
    cost: { gradients: 0, losses: 0 },
    of: async (v) => ({ noise: none, displacementError: times(share, v) }),
  }
}
