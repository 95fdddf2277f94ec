const lanes = 8

/**
 * The sum of squares of float32 numbers, in float64: element i joins the sum i mod 8, the eight are added up as ((s0+s4)+(s2+s6)) + ((s1+s5)+(s3+s7)), and the
 * last few elements follow one by one. This order is the definition: whoever measures in another way must give the same bits, or runs part.
 *
 * Squares of float32 are exact in float64, so there is no overflow, and the relative error is below n 2⁻⁵³.
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
  const [s0, s1, s2, s3, s4, s5, s6, s7] = s as unknown as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ]
  let sum = s0 + s4 + (s2 + s6) + (s1 + s5 + (s3 + s7))
  for (let i = whole; i < values.length; i++) sum += (values[i] as number) ** 2
  return sum
}
