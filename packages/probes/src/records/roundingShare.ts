import type { Provenance } from './Provenance.js'

/** The relative rounding of a number computed in a precision: some units in the last place. */
export const roundingShare = (dtype: Provenance['dtype']): number =>
  dtype === 'float32' ? 8 * 2 ** -24 : 1e-14
