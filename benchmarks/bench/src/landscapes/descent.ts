import type { Surface } from '@momenta/bench-surfaces'
import type { Optimizer } from '@momenta/core'
import { compile } from '@momenta/float64'

/** A run on a surface. */
export interface Descent {
  /** About `keep` points at equal distances in steps, with start and end. */
  readonly path: readonly (readonly number[])[]
  /** The losses at those points. */
  readonly losses: readonly number[]
  /** The steps at those points. */
  readonly at: readonly number[]
  readonly last: readonly number[]
  readonly lastLoss: number
  readonly bestLoss: number
}

/** Runs an optimizer on a surface from a start, in float64, with the exact gradient. */
export const descent = (
  optimizer: Optimizer,
  surface: Surface,
  start: readonly number[],
  steps: number,
  keep = 0,
): Descent => {
  const run = compile(optimizer, [start])
  const [x] = run.params as readonly [Float64Array]
  const every = keep === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(steps / keep))
  const path: number[][] = []
  const losses: number[] = []
  const at: number[] = []
  let best = Number.POSITIVE_INFINITY
  const note = (step: number, loss: number, point: ArrayLike<number>) => {
    path.push(Array.from(point))
    losses.push(loss)
    at.push(step)
  }
  for (let step = 0; step < steps; step++) {
    const before = step % every === 0 && keep > 0 ? Array.from(x) : undefined
    const loss = run.step(([p], [g]) => surface.gradient(p as Float64Array, g as Float64Array))
    if (loss < best) best = loss
    if (before !== undefined) note(step, loss, before)
  }
  const lastLoss = surface.value(x)
  if (keep > 0) note(steps, lastLoss, x)
  return {
    path,
    losses,
    at,
    last: Array.from(x),
    lastLoss,
    bestLoss: Math.min(best, lastLoss),
  }
}
