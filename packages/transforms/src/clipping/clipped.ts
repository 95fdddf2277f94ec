import type { Arithmetic } from '@momenta/core'
import type { ClipHow, ClipScalars } from './Clip.js'

/** The updates, scaled as the plan of a clip says. */
export const clipped = <A>(
  x: Arithmetic<A>,
  {
    u,
    k,
    how,
  }: {
    readonly u: A
    readonly k: { readonly [N in keyof ClipScalars]: A }
    readonly how: ClipHow
  },
): A => {
  if (how === 'pass') return u
  return x.mul(k.factor, how === 'twice' ? x.mul(k.scale, u) : u)
}
