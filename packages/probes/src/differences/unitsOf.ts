import type { Made } from '../records/Made.js'

/** For each element, the distance to the next number of that precision. */
export const unitsOf = (dtype: Made['dtype'], w: Float64Array): Float64Array => {
  const [digits, least] = dtype === 'float32' ? [23, 2 ** -149] : [52, 2 ** -1074]
  return w.map((n) =>
    n === 0 ? least : Math.max(least, 2 ** (Math.floor(Math.log2(Math.abs(n))) - digits)),
  )
}
