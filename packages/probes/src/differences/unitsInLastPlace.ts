import { checkChoice } from '@momenta/options'
import { expectVector } from '../arguments/expectVector.js'
import type { Provenance } from '../records/Provenance.js'

/**
 * For each element, the distance to the next number of that precision.
 *
 * @example
 * import { unitsInLastPlace } from '@momenta/probes'
 *
 * unitsInLastPlace('float32', Float64Array.of(1, 2 ** 23)) // => [1.1920928955078125e-7, 1]
 */
export const unitsInLastPlace = (dtype: Provenance['dtype'], w: Float64Array): Float64Array => {
  checkChoice('unitsInLastPlace', 'dtype', dtype, ['float32', 'float64'])
  expectVector('unitsInLastPlace', 'w', w)
  const [digits, minimum] = dtype === 'float32' ? [23, 2 ** -149] : [52, 2 ** -1074]
  return w.map((n) =>
    n === 0 ? minimum : Math.max(minimum, 2 ** (Math.floor(Math.log2(Math.abs(n))) - digits)),
  )
}
