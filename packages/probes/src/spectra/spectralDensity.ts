import { checked, ranges } from '@momenta/core'
import { givenOperator } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { costOf, costSum, roundingCost } from '../operators/costOf.js'
import type { Operator } from '../operators/Operator.js'
import { unitVector } from '../random/unitVector.js'
import type { Measurement } from '../records/Measurement.js'
import { norm } from '../vectors/norm.js'
import { blurred, type Node } from './blurred.js'
import { type Krylov, lanczos } from './lanczos.js'
import { lostVector, lostWarning } from './lostIn.js'
import { meanOf } from './meanOf.js'
import { randomness } from './randomness.js'
import { repeated } from './repeated.js'

/** Options of {@link spectralDensity}. */
export interface DensityOptions {
  /** Lanczos runs from independent starts. Default 8. */
  readonly runs?: number
  /** Steps of each run. Default 40. */
  readonly steps?: number
  /** The width σ of the Gaussian that blurs each node. Default the range over the steps; never below 1e-4 of the largest eigenvalue. */
  readonly sigma?: number
  /** Points of the grid. Default 400. */
  readonly points?: number
  readonly seed?: number
}

/** A density of eigenvalues, blurred, with the nodes it is made of. */
export interface Density
  extends Omit<Measurement, 'value' | 'error' | 'errorIs' | 'residual' | 'seed'> {
  readonly grid: Float64Array
  /** φ on the grid: the share of eigenvalues per unit. */
  readonly density: Float64Array
  /** The standard error of φ over the runs. */
  readonly error: Float64Array
  /** The Gauss nodes of each run; the weights of a run sum to 1. */
  readonly nodes: readonly (readonly Node[])[]
  readonly sigma: number
  /** ∫ φ over the grid: 1 if the grid is fine enough. */
  readonly integral: number
  readonly seed: number
}

const nodesOf = ({ ritz }: Krylov): readonly Node[] =>
  Array.from(ritz.values, (value, i) => ({
    value,
    weight: (ritz.vectors[i]?.[0] as number) ** 2,
  }))

const reasonOf = (dim: number, finite: boolean, runs: number, integral: number): string => {
  if (dim === 0) return 'empty: there are no parameters to measure; the filter keeps none'
  if (!finite) return 'a product is not finite'
  if (runs < 2) return 'one run gives no error bar; give runs: 2 or more'
  if (Math.abs(integral - 1) > 0.01)
    return `the density integrates to ${integral}, not 1: give more points or a greater sigma`
  return `${runs} runs`
}

/**
 * The density of eigenvalues φ(t) = (1/P) Σ δ(t − λᵢ), by stochastic Lanczos quadrature: for each random start the Ritz values θ with weights the squares of the first
 * components of the eigenvectors of T, blurred by a Gaussian and averaged, with the standard error over the runs.
 *
 * Eigenvalues below about 1e-4 of the largest are noise in float32: nothing is said of a rank. The error is that of the runs; nothing is
 * said of the step of differences, and a warning of their rounding where it is more than 1 % of that and more than sigma. Cost: runs × steps products.
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
  options: DensityOptions = {},
): Promise<Density> => {
  givenOperator('spectralDensity', operator)
  const {
    runs = 8,
    steps = 40,
    sigma,
    points = 400,
    seed = 0,
  } = known('spectralDensity', options, {
    runs: true,
    steps: true,
    sigma: true,
    points: true,
    seed: true,
  })
  const who = 'spectralDensity'
  checked(who, 'runs', runs, ranges.positiveCount)
  checked(who, 'steps', steps, ranges.positiveCount)
  checked(who, 'points', points, ranges.positiveCount)
  if (sigma !== undefined) checked(who, 'sigma', sigma, ranges.positive)
  const { dim, made } = operator
  const start = (run: number) => unitVector(seed, run, dim)
  const trial = dim === 0 ? null : await repeated(operator, start(0))
  const krylovs: Krylov[] = []
  for (let run = 0; run < (dim === 0 ? 0 : runs); run++)
    krylovs.push(
      await lanczos(operator, {
        start: start(run),
        first: run === 0 ? trial?.product : undefined,
        budget: Math.min(steps, dim),
      }),
    )
  const finite = krylovs.every(({ end }) => end !== 'not finite')
  const nodes = finite ? krylovs.map(nodesOf) : []
  const shape = blurred(nodes, { sigma, steps, points })
  const values = nodes.flat().map(({ value }) => Math.abs(value))
  const size = values.reduce((most, n) => Math.max(most, n), 0)
  const lost = trial === null || !finite ? 0 : norm(await lostVector(operator, start(0), size))
  const warnings = [
    ...randomness(trial?.difference ?? 0),
    ...lostWarning(lost, Math.max(0.01 * size, shape.sigma)),
  ]
  const at = shape.runs.length === 0 ? [] : Array.from(shape.grid, (_, i) => i)
  const curve = at.map((i) => meanOf(shape.runs.map((run) => run[i] as number)))
  const density = Float64Array.from(curve, ({ mean }) => mean)
  const width = (shape.grid[1] ?? 0) - (shape.grid[0] ?? 0) || 0
  const integral = density.reduce((sum, n) => sum + n * width, 0)
  const reason = warnings[0] ?? reasonOf(dim, finite, runs, integral)
  return {
    ...made,
    grid: shape.grid,
    density,
    error: Float64Array.from(curve, ({ error }) => error),
    nodes,
    sigma: shape.sigma,
    integral,
    converged: reason === `${runs} runs`,
    reason,
    warnings,
    seed,
    ...costSum(
      costOf([
        operator,
        krylovs.reduce((sum, { matvecs }) => sum + matvecs, 0) + (trial === null ? 0 : 1),
      ]),
      ...(trial === null || !finite ? [] : [roundingCost(operator)]),
    ),
  }
}
