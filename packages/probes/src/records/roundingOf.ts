import type { Provenance } from './Provenance.js'

/** The rounding of a sum or difference of losses: four units in the last place of each. */
export const roundingOf = (dtype: Provenance['dtype'], ...losses: readonly number[]): number =>
  4 * (dtype === 'float32' ? 2 ** -24 : 2 ** -53) * losses.reduce((sum, n) => sum + Math.abs(n), 0)
