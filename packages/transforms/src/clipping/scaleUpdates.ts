import type { Arithmetic, BodyInput } from '@momenta/core'
import type { ClipHow, ClipScalars } from './Clip.js'

/** Scales the updates as the plan of a clip says. */
export const scaleUpdates = <A>(
  x: Arithmetic<A>,
  { updates, scalars, variant }: BodyInput<A, never, ClipScalars, ClipHow>,
): A => {
  if (variant === 'pass') return updates
  return x.mul(scalars.factor, variant === 'twice' ? x.mul(scalars.scale, updates) : updates)
}
