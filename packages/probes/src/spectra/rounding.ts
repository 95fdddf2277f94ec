import { quotientRounding } from '../differences/quotientRounding.js'
import type { Operator } from '../operators/Operator.js'
import { formatNumber } from '../records/formatNumber.js'

/** A bound on the effect of rounding on vᵀA v, given the product; 0 without differences. */
export const quotientRoundingOf = async (
  { rounding }: Operator,
  v: Float64Array,
  product: Float64Array,
): Promise<number> =>
  rounding === undefined ? 0 : quotientRounding(await rounding.of(v), v, product)

/** A bound on the effect of rounding on each element of A v, for an operator of a given norm. */
export const productRounding = async (
  { rounding }: Operator,
  v: Float64Array,
  size: number,
): Promise<Float64Array> => {
  if (rounding === undefined) return new Float64Array(v.length)
  const { noise, displacementError } = await rounding.of(v)
  return noise.map((n, i) => n + size * Math.abs(displacementError[i] as number))
}

/** The warning for a value that rounding may have changed by more than is allowed; empty if not. */
export const roundingWarning = (lost: number, allowed: number): readonly string[] =>
  lost > allowed
    ? [
        `rounding: it may have changed the value by ${formatNumber(lost)}, where ${formatNumber(allowed)} is allowed; take a larger step, subtract large constants from the parameters, or use exact products`,
      ]
    : []
