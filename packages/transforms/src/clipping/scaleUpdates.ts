import type { Arithmetic, BodyInput } from '@momenta/core'
import type { ClipScalars, ClipVariant } from './Clip.js'

/** Scales the updates by the factors of a clip. */
export const scaleUpdates = <A>(
  x: Arithmetic<A>,
  { updates, scalars, variant }: BodyInput<A, never, ClipScalars, ClipVariant>,
): A => {
  if (variant.factors === 0) return updates
  return x.mul(scalars.factor, variant.factors === 2 ? x.mul(scalars.scale, updates) : updates)
}
