import type { Descent } from './Descent.js'
import type { DescentOptions } from './DescentOptions.js'
import { maxNorm } from './maxNorm.js'
import { quadraticFlow } from './quadraticFlow.js'
import type { Surface } from './Surface.js'

type Place = { readonly x: Float64Array; readonly gradient: Float64Array; f: number }

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, each, i) => sum + each * (b[i] as number), 0)

/**
 * Writes the furthest step of the flow, within a factor 2, that is no longer than `most`; returns
 * its time.
 */
const stepWithin = (
  { at }: ReturnType<typeof quadraticFlow>,
  most: number,
  guess: number,
  step: Float64Array,
): number => {
  const fits = (tau: number): boolean => {
    at(tau, step)
    return maxNorm(step) <= most
  }
  if (fits(Number.POSITIVE_INFINITY)) return guess
  let tau = guess
  while (tau < 1e300 && fits(tau)) tau *= 2
  while (!fits(tau)) tau /= 2
  return tau
}

/**
 * Moves `next` to the first of `here` + step, + step / 2, ... that lies lower; `false` if none
 * above `shortest`.
 */
const moveLower = (
  surface: Surface,
  here: Place,
  next: Place,
  step: Float64Array,
  shortest: number,
): boolean => {
  while (maxNorm(step) > shortest) {
    for (let i = 0; i < step.length; i++) next.x[i] = (here.x[i] as number) + (step[i] as number)
    next.f = surface.gradient(next.x, next.gradient)
    // a tenth of what the slope promises: the flow of a quadratic keeps at least half
    if (next.f <= here.f + dot(here.gradient, step) / 10) return true
    for (let i = 0; i < step.length; i++) step[i] = (step[i] as number) / 2
  }
  return false
}

/**
 * Follows the gradient flow x' = -grad f(x) from x down to the floor of the basin it lies in.
 *
 * Each step is the exact flow of the local quadratic model (exponential Rosenbrock-Euler: stiff
 * valleys cost nothing extra, and near the floor it is Newton's method), no longer than `maxStep`,
 * and halved until it goes down: it leaves a basin only if that is narrower than a step. A start
 * exactly on a saddle or a ridge stays there, and so does one whose f is not finite: `converged` is
 * false.
 *
 * @throws RangeError if x does not have `dim` coordinates.
 * @example
 * import { descend, goldsteinPrice } from '@momenta/bench-surfaces'
 *
 * descend(goldsteinPrice(), [-0.5, -0.5]).f // => 30
 */
export const descend = (
  surface: Surface,
  x: ArrayLike<number>,
  options: DescentOptions = {},
): Descent => {
  const { dim, domain } = surface
  const width = domain[1] - domain[0]
  const { maxStep = width / 200, tolerance = 1e-9 * width, maxSteps = 20_000 } = options
  const step = new Float64Array(dim)
  const place = (): Place => ({ x: Float64Array.from(x), gradient: new Float64Array(dim), f: 0 })
  let [here, next] = [place(), place()]
  here.f = surface.gradient(here.x, here.gradient)
  let steps = 0
  for (let tau = 1; steps < maxSteps && Number.isFinite(here.f + maxNorm(here.gradient)); steps++) {
    const flow = quadraticFlow(surface.hessian(here.x), here.gradient)
    tau = stepWithin(flow, maxStep, tau, step)
    if (!moveLower(surface, here, next, step, tolerance))
      return { x: here.x, f: here.f, steps, converged: flow.isConvex }
    ;[here, next] = [next, here]
  }
  return { x: here.x, f: here.f, steps, converged: false }
}
