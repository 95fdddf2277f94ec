import { readOptions } from '@momenta/options'
import { type StabilityOptions, stabilityOptions } from './stabilityOptions.js'

type Complex = readonly [number, number]
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c]
const divide = (p: Complex, [c, d]: Complex): Complex => {
  const size = c * c + d * d
  return times(p, [c / size, -d / size])
}
const onUnitCircle = (angle: number): Complex => [Math.cos(angle), Math.sin(angle)]

/**
 * The complex k with the root e^(iθ): −(z − 1)(z − b) z^(C−1) / ((1 − b)(z^C + (1/C) Σ z^(C−j))).
 */
const gainAt = (theta: number, b1: number, capacity: number): Complex => {
  const [x, y] = onUnitCircle(theta)
  const top = times(times([1 - x, -y], [x - b1, y]), onUnitCircle(theta * (capacity - 1)))
  // the sum is geometric: (z^C − 1)/(z − 1)
  const [re, im] = onUnitCircle(theta * capacity)
  const [u, v] = divide([re - 1, im], [x - 1, y])
  const bottom: Complex = [re + u / capacity, im + v / capacity]
  return divide(top, [(1 - b1) * bottom[0], (1 - b1) * bottom[1]])
}

/** The angle between two at which the imaginary part changes sign, by bisection. */
const findCrossing = (from: number, to: number, imaginary: (theta: number) => number): number => {
  let [low, high] = [from, to]
  const sign = Math.sign(imaginary(low))
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (Math.sign(imaginary(middle)) === sign) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The stability line: the smallest k = lr·λmax(P⁻¹H) at which Adam with a memory of C entries is
 * unstable on a quadratic, P fixed.
 *
 * For C = 0 it is (2 + 2β₁)/(1 − β₁): 38 for β₁ = 0.9. For C > 0 it is the smallest k > 0 with a
 * root of the characteristic polynomial (see `growthRate`) on the unit circle. Runs with a large
 * learning rate settle near the line. For C > 2 there are stable intervals above it.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: derived; for C = 0 Cohen et al., arXiv 2207.14484.
 *
 * @example
 * import { stabilityLine } from '@momenta/probes'
 *
 * stabilityLine() // => 38
 * stabilityLine({ b1: 0.5 }) // => 6
 * stabilityLine({ capacity: 1 }) // => 1
 * stabilityLine({ capacity: 5 }) // => 0.39278
 */
export const stabilityLine = (options: StabilityOptions = {}): number => {
  const { b1, capacity } = readOptions('stabilityLine', stabilityOptions, [options])
  if (capacity === 0) return (2 + 2 * b1) / (1 - b1)
  const imaginary = (theta: number) => gainAt(theta, b1, capacity)[1]
  // several angles per turn of the fastest power, finer at small angles, where b1 near 1 bends the
  // curve
  const count = 400 * (capacity + 2)
  const angle = (i: number) => Math.PI * (i / count) ** 2
  const found: number[] = []
  for (let i = 1; i < count; i++) {
    const [from, to] = [angle(i), angle(i + 1)]
    if (imaginary(from) * imaginary(to) > 0) continue
    const [re, im] = gainAt(findCrossing(from, to, imaginary), b1, capacity)
    // the sign also changes at poles, where the denominator is 0
    if (Math.abs(im) <= 1e-6 * re) found.push(re)
  }
  const straight = gainAt(Math.PI, b1, capacity)[0]
  if (straight > 0 && Number.isFinite(straight)) found.push(straight)
  return found.reduce((least, k) => Math.min(least, k), Number.POSITIVE_INFINITY)
}
