import { chain, type Transform } from '@momenta/core'
import { defineFactory, type Factory } from '@momenta/options'
import { type LionMomentumOptions, lionMomentum, lionOptions } from '../moments/lionMomentum.js'
import { scaleBySign } from './scaleBySign.js'

/**
 * Lion's direction: u' = sign(β₁ m + (1 − β₁) u); m = β₂ m + (1 − β₂) u. State: one copy of the
 * parameters.
 *
 * @throws RangeError if a decay lies outside [0, 1), TypeError if an option is unknown or of the
 *   wrong type.
 *
 * Source: Chen et al., arXiv 2302.06675, algorithm 2.
 *
 * @example
 * import { scaleByLion } from '@momenta/transforms'
 *
 * scaleByLion().map(({ name }) => name) // => ['lionMomentum', 'scaleBySign']
 */
export const scaleByLion: Factory<LionMomentumOptions, Transform> = defineFactory(
  'scaleByLion',
  lionOptions,
  (given) => chain(lionMomentum(given), scaleBySign()),
)
