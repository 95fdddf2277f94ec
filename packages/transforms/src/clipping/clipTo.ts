import type { Plan } from '@momenta/core'
import type { ClipHow, ClipScalars } from './Clip.js'

const leastNormal = 2 ** -126

/** The power of two, normal in float32, that brings a norm nearest to 1. */
const inverse = (norm: number): number =>
  2 ** -Math.max(-126, Math.min(126, Math.floor(Math.log2(norm))))

/**
 * The plan that brings a norm down to max; a smaller one passes untouched, bit for bit. A norm that is NaN or infinite makes
 * every update NaN.
 */
export const clipTo = (norm: number, max: number): Plan<ClipScalars, ClipHow> => {
  if (norm < max) return { scalars: { factor: 1, scale: 1 }, variant: 'pass' }
  const factor = norm < Number.POSITIVE_INFINITY ? max / norm : Number.NaN
  if (!(factor < leastNormal)) return { scalars: { factor, scale: 1 }, variant: 'clip' }
  const scale = inverse(norm)
  return { scalars: { factor: max / (norm * scale), scale }, variant: 'twice' }
}
