import type { QuadratureNode } from './QuadratureNode.js'

/**
 * The nodes of each run as a sum of Gaussians, on a common grid that extends five σ beyond them.
 */
export const smoothNodes = (
  nodes: readonly (readonly QuadratureNode[])[],
  { sigma: given, steps, points }: { sigma: number | undefined; steps: number; points: number },
): {
  readonly grid: Float64Array
  readonly runs: readonly Float64Array[]
  readonly sigma: number
} => {
  const values = nodes.flat().map(({ value }) => value)
  if (values.length === 0)
    return { grid: new Float64Array(0), runs: [], sigma: given ?? Number.NaN }
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const size = Math.max(Math.abs(low), Math.abs(high))
  const sigma = Math.max(given ?? (high - low) / steps, 1e-4 * size) || Math.max(given ?? 0, 1e-12)
  const [from, to] = [low - 5 * sigma, high + 5 * sigma]
  const grid = Float64Array.from({ length: points }, (_, i) =>
    points === 1 ? (from + to) / 2 : from + ((to - from) * i) / (points - 1),
  )
  const height = 1 / (sigma * Math.sqrt(2 * Math.PI))
  return {
    grid,
    sigma,
    runs: nodes.map((run) =>
      grid.map((t) =>
        run.reduce(
          (sum, { value, weight }) =>
            sum + weight * height * Math.exp(-(((t - value) / sigma) ** 2) / 2),
          0,
        ),
      ),
    ),
  }
}
