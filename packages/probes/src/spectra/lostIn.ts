import { quotientLost } from '../differences/quotientLost.js'
import type { Operator } from '../operators/Operator.js'
import { shown } from '../records/shown.js'

/** What rounding may have done to vᵀA v, given the product; 0 where there are no differences. */
export const lostIn = async (
  { rounding }: Operator,
  v: Float64Array,
  product: Float64Array,
): Promise<number> => (rounding === undefined ? 0 : quotientLost(await rounding.of(v), v, product))

/** A bound on what rounding may have done to each element of A v, for an operator of a given norm. */
export const lostVector = async (
  { rounding }: Operator,
  v: Float64Array,
  size: number,
): Promise<Float64Array> => {
  if (rounding === undefined) return new Float64Array(v.length)
  const { noise, astray } = await rounding.of(v)
  return noise.map((n, i) => n + size * Math.abs(astray[i] as number))
}

/** The warning for a number of which rounding may have changed more than is allowed. Empty if it has not. */
export const lostWarning = (lost: number, allowed: number): readonly string[] =>
  lost > allowed
    ? [
        `rounding: it may have changed the value by ${shown(lost)}, where ${shown(allowed)} is allowed; take a larger step, subtract what is large from the parameters, or use exact products`,
      ]
    : []
