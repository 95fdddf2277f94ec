const lanes = 8

/**
 * The sum of squares of float32 numbers, in float64. Element i is added to partial sum i mod 8; the
 * eight are combined as ((s0+s4)+(s2+s6)) + ((s1+s5)+(s3+s7)), and the remaining elements are added
 * one by one. This order is the definition: every other implementation must return the same bits,
 * because keys computed from norms decide trajectories.
 *
 * Squares of float32 numbers are exact in float64 and cannot overflow; the relative error is below
 * n 2⁻⁵³.
 *
 * @example
 * import { squareSum } from '@momenta/eager'
 *
 * squareSum(Float32Array.of(3, 4)) // => 25
 */
export const squareSum = (values: Float32Array): number => {
  const whole = values.length - (values.length % lanes)
  const s = new Float64Array(lanes)
  for (let i = 0; i < whole; i += lanes)
    for (let j = 0; j < lanes; j++) {
      const x = values[i + j] as number
      s[j] = (s[j] as number) + x * x
    }
  const at = (lane: number) => s[lane] as number
  let sum = at(0) + at(4) + (at(2) + at(6)) + (at(1) + at(5) + (at(3) + at(7)))
  for (let i = whole; i < values.length; i++) sum += (values[i] as number) ** 2
  return sum
}
