import type { Plan } from '@momenta/core'
import type { ClipScalars, ClipVariant } from './Clip.js'

const leastNormal = 2 ** -126

/** The power of two, normal in float32, that scales a norm closest to 1. */
const inverse = (norm: number): number =>
  2 ** -Math.max(-126, Math.min(126, Math.floor(Math.log2(norm))))

const unscaled: ClipVariant = { factors: 0 }
const scaledOnce: ClipVariant = { factors: 1 }
const scaledTwice: ClipVariant = { factors: 2 }

/**
 * The plan that scales a norm down to max; updates of smaller norm are unchanged, bit for bit. If
 * the norm is NaN or infinite, every update becomes NaN.
 */
export const clipTo = (norm: number, max: number): Plan<ClipScalars, ClipVariant> => {
  if (norm < max) return { scalars: { factor: 1, scale: 1 }, variant: unscaled }
  const factor = norm < Number.POSITIVE_INFINITY ? max / norm : Number.NaN
  if (!(factor < leastNormal)) return { scalars: { factor, scale: 1 }, variant: scaledOnce }
  const scale = inverse(norm)
  return { scalars: { factor: max / (norm * scale), scale }, variant: scaledTwice }
}
