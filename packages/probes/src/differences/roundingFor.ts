import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'
import { norm } from '../vectors/norm.js'
import { times } from '../vectors/times.js'
import type { Differences } from './differencesOf.js'
import type { Rounding } from './Rounding.js'

/**
 * The bound on what rounding may have done to a product by differences, from the measured rounding of what is differenced. In float64, where numbers lie close
 * together, nothing is measured: the bound is that of gradients of the size ‖A‖ max(1, ‖w‖).
 */
export const roundingFor = (
  dtype: Made['dtype'],
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
    of: async (v) => ({ noise: none, astray: times(share, v) }),
  }
}
