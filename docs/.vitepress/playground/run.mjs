import { surfaceNamed, topEigenvalue } from '@momenta/bench-surfaces'
import { memoriesOf } from '@momenta/core'
import { compile } from '@momenta/float64'
import { buildOptimizer, decodeOptimizer } from '@momenta/optimizers'

/** Points beyond this are a divergence. */
const far = 1e6

const entriesOf = (optimizer, state) =>
  memoriesOf(optimizer.transform, state)
    .flatMap(({ entries }) => entries.map(([entry]) => Array.from(entry)))
    .filter((entry) => entry.every(Number.isFinite))

/**
 * Runs an optimizer given as JSON on a surface: the points and losses of all steps, the entries of
 * its memory at the end, and the top eigenvalue of the Hessian there. It ends early if it diverges.
 */
export const run = ({ surface: name, start, steps }, spec) => {
  const decoded = decodeOptimizer(spec)
  if (decoded._tag === 'Left') return { problem: decoded.left[0] }
  const surface = surfaceNamed(name)
  const optimizer = buildOptimizer(decoded.right)
  const { params, step, state } = compile(optimizer, [start])
  const [point] = params
  const points = [Array.from(point)]
  const losses = []
  const gradient = ([at], [out]) => surface.gradient(at, out)
  try {
    for (let i = 0; i < steps; i++) {
      losses.push(step(gradient))
      points.push(Array.from(point))
      if (!point.every((x) => Math.abs(x) < far)) break
    }
  } catch (error) {
    return { problem: error.message }
  }
  const diverged = losses.length < steps || !point.every(Number.isFinite)
  const sharpness = diverged ? undefined : topEigenvalue(surface.hessian(point), 2).max
  losses.push(surface.value(point))
  return { points, losses, entries: entriesOf(optimizer, state()), sharpness, diverged }
}
