import type { Plan } from '@momenta/core'
import type { Factors, FactorsVariant } from '../scaling/Factors.js'
import { scaleTo, unscaled } from '../scaling/scaleTo.js'

/**
 * The plan that scales a norm down to max; updates of smaller norm are unchanged, bit for bit. If
 * the norm is NaN or infinite, every update becomes NaN.
 */
export const clipTo = (norm: number, max: number): Plan<Factors, FactorsVariant> =>
  norm < max ? unscaled : scaleTo(norm < Number.POSITIVE_INFINITY ? norm : Number.NaN, max)
