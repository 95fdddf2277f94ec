import type { Plan } from '@momenta/core'
import type { Factors, FactorsVariant } from './Factors.js'

const [leastNormal, greatest] = [2 ** -126, (2 - 2 ** -23) * 2 ** 127]

/** The power of two, normal in float32, that scales a norm closest to 1. */
const inverse = (norm: number): number =>
  2 ** -Math.max(-126, Math.min(126, Math.floor(Math.log2(norm))))

const once: FactorsVariant = { factors: 1 }
const twice: FactorsVariant = { factors: 2 }

/** The plan that changes nothing. */
export const unscaled: Plan<Factors, FactorsVariant> = {
  scalars: { factor: 1, scale: 1 },
  variant: { factors: 0 },
}

/** The plan that scales updates of this norm, which is not 0, to that length. */
export const scaleTo = (norm: number, length: number): Plan<Factors, FactorsVariant> => {
  const factor = length / norm
  if (!(factor < leastNormal || factor > greatest))
    return { scalars: { factor, scale: 1 }, variant: once }
  const scale = inverse(norm)
  return { scalars: { factor: length / (norm * scale), scale }, variant: twice }
}
