import { minus } from './minus.js'
import { norm } from './norm.js'
import type { Values } from './Values.js'

const halfUnit = 2 ** -24

/** An estimate of H v without second derivatives. */
export interface Difference {
  readonly values: Values
  readonly size: number
  readonly errorBar: number
  /** Whether it changes under half the step by more than rounding explains: a kink lies within. */
  readonly kinked: boolean
  readonly step: number
}

/** The gradient at w + h v. */
export type Gradient = (by: number) => Values

/** (∇L(w + h v) − ∇L(w − h v))/2h. */
const central = (gradient: Gradient, h: number): Values =>
  minus(gradient(h), gradient(-h)).map((x) => x.map((value) => value / (2 * h)))

/** Extrapolated from h and h/2. */
const difference = (gradient: Gradient, slope: number, step: number): Difference => {
  const [far, near] = [central(gradient, step), central(gradient, step / 2)]
  const change = minus(near, far)
  const values = minus(
    near,
    change.map((x) => x.map((value) => -value / 3)),
  )
  const size = Math.max(norm(values), 1e-30)
  const rounding = (8 * halfUnit * slope) / step / size
  const changed = norm(change) / size
  const kinked = changed > 0.1 && changed > 10 * rounding
  return { values, size, step, errorBar: changed + rounding + 1e-5, kinked }
}

/** The first step that is good to 1%, or the best of all. `slope` is the norm of the gradient, from which rounding is judged. */
export const bestDifference = (
  gradient: Gradient,
  slope: number,
  steps: readonly number[],
): Difference => {
  const [first, ...rest] = steps as readonly [number, ...number[]]
  const here = difference(gradient, slope, first)
  if (here.errorBar <= 0.01 || rest.length === 0) return here
  const below = bestDifference(gradient, slope, rest)
  return below.errorBar < here.errorBar ? below : here
}
