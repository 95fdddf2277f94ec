import type { Made } from './Made.js'

/** The share of a number that rounding may have changed, at the precision that its parts were computed in: some units in the last place. */
export const roundingShare = (dtype: Made['dtype']): number =>
  dtype === 'float32' ? 8 * 2 ** -24 : 1e-14
