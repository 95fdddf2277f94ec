import type { LeafArithmetic } from '@momenta/core'
import { numbers } from '@momenta/float64'

/**
 * Numbers in float64, each with a bound on how far float32 may be from it: running error analysis
 * (Higham, Accuracy and Stability, section 3.3).
 */
export interface Bounded {
  readonly values: Float64Array
  readonly errors: Float64Array
}

/** The unit roundoff of float32, and its smallest number. */
const unit = 2 ** -24
const tiny = 2 ** -149
const most = (2 - 2 ** -23) * 2 ** 127

type Pair = readonly [value: number, error: number]

/** What is exact, and a float32 number, is not rounded. */
const roundedTo = (value: number, error: number): Pair =>
  error === 0 && Object.is(Math.fround(value), value)
    ? [value, 0]
    : [value, error * (1 + unit) + Math.abs(value) * unit + tiny]

const unary =
  (f: (a: number, e: number) => Pair) =>
  ({ values, errors }: Bounded): Bounded =>
    fromPairs(Array.from(values, (a, i) => f(a, errors[i] as number)))

const fromPairs = (pairs: readonly Pair[]): Bounded => ({
  values: Float64Array.from(pairs, ([value]) => value),
  errors: Float64Array.from(pairs, ([, error]) => error),
})

/** Elementwise, a scalar spreading over the other. */
const binary =
  (f: (a: number, ea: number, b: number, eb: number) => Pair) =>
  (one: Bounded, two: Bounded): Bounded => {
    const spreads = one.values.length === 1
    const length = spreads ? two.values.length : one.values.length
    const at = ({ values, errors }: Bounded, i: number): Pair => {
      const j = values.length === 1 ? 0 : i
      return [values[j] as number, errors[j] as number]
    }
    return fromPairs(
      Array.from({ length }, (_, i) => {
        const [a, ea] = at(one, i)
        const [b, eb] = at(two, i)
        return f(a, ea, b, eb)
      }),
    )
  }

const { abs, sqrt } = Math

/** What is exact: numbers that tensors hold too. */
export const exactly = (numbers: ArrayLike<number>): Bounded => ({
  values: Float64Array.from(numbers),
  errors: new Float64Array(numbers.length),
})

/**
 * Numbers that a tensor holds before an estimator computes with them: where they overflow in
 * float32, nothing can be said.
 */
export const asFloat32 = unary((a, e) => [a, abs(a) + e >= most ? Number.POSITIVE_INFINITY : e])

/**
 * The arithmetic in which estimators are run beside tensors: it says how far float32 may be from
 * float64.
 */
export const bounded: LeafArithmetic<Bounded> = {
  of: (n) => fromPairs([roundedTo(n, 0)]),
  add: binary((a, ea, b, eb) => roundedTo(a + b, ea + eb)),
  sub: binary((a, ea, b, eb) => roundedTo(a - b, ea + eb)),
  mul: binary((a, ea, b, eb) => roundedTo(a * b, abs(a) * eb + abs(b) * ea + ea * eb)),
  div: binary((a, ea, b, eb) =>
    roundedTo(
      a / b,
      ea === 0 && eb === 0
        ? 0
        : abs(b) > eb
          ? (ea + abs(a / b) * eb) / (abs(b) - eb)
          : Number.POSITIVE_INFINITY,
    ),
  ),
  max: binary((a, ea, b, eb) => [numbers.max(a, b), Math.max(ea, eb)]),
  min: binary((a, ea, b, eb) => [numbers.min(a, b), Math.max(ea, eb)]),
  sqrt: unary((a, e) =>
    roundedTo(sqrt(a), e === 0 ? 0 : a > e ? e / sqrt(a - e) : sqrt(abs(a) + e)),
  ),
  abs: unary((a, e) => [abs(a), e]),
  sign: unary((a, e) => [numbers.sign(a), e > 0 && abs(a) <= e ? 2 : 0]),
  neg: unary((a, e) => [-a, e]),
  total: ({ values, errors }) => {
    const magnitude = values.reduce((sum, n, i) => sum + abs(n) + (errors[i] as number), 0)
    const error = errors.reduce((sum, e) => sum + e, 0)
    return fromPairs([
      [values.reduce((sum, n) => sum + n, 0), error + values.length * (magnitude * unit + tiny)],
    ])
  },
  // Squares of float32 numbers do not overflow in float64.
  scaleOf: () => exactly([1]),
  generate: ({ values }, numbersOf) =>
    fromPairs(Array.from(numbersOf(values.length), (n) => roundedTo(n, 0))),
  pack: (leaves) => leaves,
  unpack: (packed) => packed,
  scope: (run) => run(),
}

/**
 * Whether a float32 number lies within the bounds; undefined where the bound says nothing.
 */
export const mayBe = (got: number, value: number, error: number): boolean | undefined => {
  if (Object.is(got, value) || got === value) return true
  if (Number.isNaN(value)) return Number.isNaN(got)
  if (!Number.isFinite(error)) return undefined
  if (abs(got) === Number.POSITIVE_INFINITY)
    return Math.sign(got) === Math.sign(value) && abs(value) + error >= most
  return abs(got - value) <= error + abs(value) * unit + tiny
}
