import { norm } from './norm.js'
import { subtract } from './subtract.js'
import type { Values } from './Values.js'

const halfUnit = 2 ** -24

/** An estimate of H v without second derivatives. */
export interface Difference {
  readonly values: Values
  readonly size: number
  readonly errorBar: number
  /** Whether it changes with half the step by more than rounding explains: there is a kink. */
  readonly kinked: boolean
  readonly step: number
}

/** The gradient at w + h v. */
export type Gradient = (by: number) => Values

/** (∇L(w + h v) − ∇L(w − h v))/2h. */
const centralDifference = (gradient: Gradient, h: number): Values =>
  subtract(gradient(h), gradient(-h)).map((x) => x.map((value) => value / (2 * h)))

/** The difference extrapolated from h and h/2. */
const extrapolate = (gradient: Gradient, slope: number, step: number): Difference => {
  const [far, near] = [step, step / 2].map((h) => centralDifference(gradient, h)) as [
    Values,
    Values,
  ]
  const change = subtract(near, far)
  const values = subtract(
    near,
    change.map((x) => x.map((value) => -value / 3)),
  )
  const size = Math.max(norm(values), 1e-30)
  const rounding = (8 * halfUnit * slope) / step / size
  const changed = norm(change) / size
  const kinked = changed > 0.1 && changed > 10 * rounding
  return { values, size, step, errorBar: changed + rounding + 1e-5, kinked }
}

/**
 * The difference of the first step with an error below 1%, else the one with the smallest error.
 * `slope` is the norm of the gradient, for the rounding error.
 */
export const bestDifference = (
  gradient: Gradient,
  slope: number,
  steps: readonly number[],
): Difference => {
  const [first, ...rest] = steps as readonly [number, ...number[]]
  const current = extrapolate(gradient, slope, first)
  if (current.errorBar <= 0.01 || rest.length === 0) return current
  const smaller = bestDifference(gradient, slope, rest)
  return smaller.errorBar < current.errorBar ? smaller : current
}
