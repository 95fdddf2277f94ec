import type { Arithmetic, BodyInput } from '@momenta/core'
import type { Factors, FactorsVariant } from './Factors.js'

/** Multiplies the updates by the factors of a plan. */
export const scaleUpdates = <A>(
  x: Arithmetic<A>,
  { updates, scalars, variant }: BodyInput<A, never, Factors, FactorsVariant>,
): A => {
  if (variant.factors === 0) return updates
  return x.mul(scalars.factor, variant.factors === 2 ? x.mul(scalars.scale, updates) : updates)
}
