import type { Made } from '../records/Made.js'

/** The point as a loss of that precision sees it: each element rounded to it. */
export const arrived = (dtype: Made['dtype'], w: Float64Array): Float64Array =>
  dtype === 'float32' ? w.map(Math.fround) : w
