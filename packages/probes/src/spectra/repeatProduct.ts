import type { Operator } from '../operators/Operator.js'
import { distance } from '../vectors/distance.js'
import { norm } from '../vectors/norm.js'

/**
 * Computes a product twice: the product, and the relative difference of the second. Null where
 * products are exact.
 */
export const repeatProduct = async (
  operator: Operator,
  v: Float64Array,
): Promise<{ readonly product: Float64Array; readonly difference: number } | null> => {
  if (operator.exact) return null
  const product = await operator.apply(v)
  const apart = distance(product, await operator.apply(v))
  return { product, difference: apart === 0 ? 0 : apart / norm(product) }
}
