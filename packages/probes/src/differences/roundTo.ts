import type { Provenance } from '../records/Provenance.js'

/** Rounds each element of a point to a precision. */
export const roundTo = (dtype: Provenance['dtype'], w: Float64Array): Float64Array =>
  dtype === 'float32' ? w.map(Math.fround) : w
