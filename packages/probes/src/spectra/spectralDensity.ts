import { number, type OptionsOf, optional, ranges, readOptions } from '@momenta/options'
import { expectOperator } from '../arguments/expect.js'
import { costOf, costSum, roundingCost } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import type { Measurement } from '../records/Measurement.js'
import { norm } from '../vectors/norm.js'
import { emptyReason } from './emptyReason.js'
import { lanczosRuns } from './lanczosRuns.js'
import { meanOf } from './meanOf.js'
import type { QuadratureNode } from './QuadratureNode.js'
import { repetitionWarning } from './repetitionWarning.js'
import { productRounding, roundingWarning } from './rounding.js'
import { smoothNodes } from './smoothNodes.js'

const options = {
  /** Number of Lanczos runs from independent starts. Default 8. */
  runs: number(ranges.positiveCount, 8),
  /** Steps of each run. Default 40. */
  steps: number(ranges.positiveCount, 40),
  /**
   * The standard deviation σ of the Gaussian that smooths each node; without it the range over the
   * steps; at least 1e-4 of the largest eigenvalue.
   */
  sigma: optional(number(ranges.positive, 0.1)),
  /** Points of the grid. Default 400. */
  points: number(ranges.positiveCount, 400),
  /** Seed of the starts. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of {@link spectralDensity}. */
export interface SpectralDensityOptions extends OptionsOf<typeof options> {}

/** A smoothed density of eigenvalues, with its quadrature nodes. */
export interface SpectralDensity
  extends Omit<Measurement, 'value' | 'error' | 'errorIs' | 'residual' | 'seed'> {
  readonly grid: Float64Array
  /** φ on the grid: the share of eigenvalues per unit. */
  readonly density: Float64Array
  /** The standard error of φ over the runs. */
  readonly error: Float64Array
  /** The Gauss nodes of each run; the weights of a run sum to 1. */
  readonly nodes: readonly (readonly QuadratureNode[])[]
  /** The standard deviation of the smoothing Gaussian. */
  readonly sigma: number
  /** ∫ φ over the grid: 1 if the grid is fine enough. */
  readonly integral: number
  readonly seed: number
}

/** The reason why a density has not converged; undefined if it has. */
const faultOf = (
  dim: number,
  finite: boolean,
  runs: number,
  integral: number,
): string | undefined => {
  if (dim === 0) return emptyReason
  if (!finite) return 'a product is not finite'
  if (runs < 2) return 'one run gives no error bar; give runs: 2 or more'
  return Math.abs(integral - 1) <= 0.01
    ? undefined
    : `the density integrates to ${integral}, not 1: give more points or a larger sigma`
}

/**
 * The density of eigenvalues φ(t) = (1/P) Σ δ(t − λᵢ), by stochastic Lanczos quadrature: for each
 * random start, the Ritz values θ are nodes whose weights are the squared first components of the
 * eigenvectors of T. Nodes are smoothed by a Gaussian and averaged, with the standard error over
 * the runs.
 *
 * In float32, eigenvalues below about 1e-4 of the largest are noise, so the density does not give a
 * rank. The error is that of the runs; it does not include the step of differences. Their rounding
 * is a warning where it exceeds sigma and 1 % of the largest eigenvalue. Cost: runs × steps
 * products.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Ubaru, Chen and Saad, SIAM J. Matrix Anal. 38 (2017); Ghorbani et al., arXiv 1901.10159.
 *
 * @example
 * import { massBetween, quadratic, spectralDensity } from '@momenta/probes'
 *
 * const spectrum = [...Array(30).fill(1), ...Array(30).fill(5)]
 * const density = await spectralDensity(quadratic({ spectrum, seed: 1 }), { runs: 20, steps: 5 })
 * density.integral // => 1
 * const half = massBetween(density, 4, 6)
 * Math.abs(half.value - 0.5) < 3 * half.error // => true
 */
export const spectralDensity = async (
  operator: Operator,
  given: SpectralDensityOptions = {},
): Promise<SpectralDensity> => {
  expectOperator('spectralDensity', operator)
  const { runs, steps, sigma, points, seed } = readOptions('spectralDensity', options, [given])
  const { start, nodes, finite, random, matvecs } = await lanczosRuns(operator, {
    runs,
    steps,
    seed,
  })
  const smooth = smoothNodes(nodes, { sigma, steps, points })
  const size = nodes.flat().reduce((most, { value }) => Math.max(most, Math.abs(value)), 0)
  const isMeasured = random !== null && finite
  const lost = isMeasured ? norm(await productRounding(operator, start, size)) : 0
  const warnings = [
    ...repetitionWarning(random ?? 0),
    ...roundingWarning(lost, Math.max(0.01 * size, smooth.sigma)),
  ]
  const curve =
    smooth.runs.length === 0
      ? []
      : Array.from(smooth.grid, (_, i) => meanOf(smooth.runs.map((run) => run[i] as number)))
  const density = Float64Array.from(curve, ({ mean }) => mean)
  const width = (smooth.grid[1] ?? 0) - (smooth.grid[0] ?? 0) || 0
  const integral = density.reduce((sum, n) => sum + n * width, 0)
  const fault = warnings[0] ?? faultOf(operator.dim, finite, runs, integral)
  return {
    ...operator.provenance,
    grid: smooth.grid,
    density,
    error: Float64Array.from(curve, ({ error }) => error),
    nodes,
    sigma: smooth.sigma,
    integral,
    converged: fault === undefined,
    reason: fault ?? `${runs} runs`,
    warnings,
    seed,
    ...costSum(costOf([operator, matvecs]), ...(isMeasured ? [roundingCost(operator)] : [])),
  }
}
