import { checked, ranges } from '@momenta/core'
import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import { valueAt } from '../objectives/valueAt.js'
import { normalVector } from '../random/normalVector.js'
import { roundingOf } from '../records/roundingOf.js'
import { combination } from '../vectors/combination.js'
import { dot } from '../vectors/dot.js'
import { orthonormal } from '../vectors/orthonormal.js'
import { climbed, type Worst } from './climbed.js'
import type { Region } from './Region.js'

/** Options of {@link boxSharpness}. */
export interface BoxSharpnessOptions {
  /** ε > 0. Default 1e-3. */
  readonly epsilon?: number
  /** p: the box lies in a random subspace of that dimension. Default the whole space. */
  readonly subspace?: number
  /** Default 10. */
  readonly steps?: number
  /** Random starts besides the gradient's, each second one the opposite of the one before. Default 2. */
  readonly restarts?: number
  readonly seed?: number
}

const box = (bounds: Float64Array): Region => ({
  dim: bounds.length,
  perturbation: (u) => u,
  pulled: (gradient) => gradient,
  corner: (gradient) => gradient.map((g, i) => Math.sign(g) * (bounds[i] as number)),
  projected: (u) =>
    u.map((n, i) => Math.max(-(bounds[i] as number), Math.min(bounds[i] as number, n))),
})

const boundsOf = (epsilon: number, w: Float64Array): Float64Array =>
  w.map((n) => epsilon * (Math.abs(n) + 1))

/** e = A y with orthonormal columns A, so that A⁺ is Aᵀ. */
const boxIn = (epsilon: number, w: Float64Array, dim: number, seed: number): Region => {
  const columns = orthonormal(
    Array.from({ length: Math.min(dim, w.length) }, (_, i) =>
      normalVector(seed, 500_000 + i, w.length),
    ),
  )
  const pulled = (g: Float64Array) => Float64Array.from(columns, (column) => dot(column, g))
  return {
    ...box(boundsOf(epsilon, pulled(w))),
    pulled,
    perturbation: (y) => combination(columns, y, w.length),
  }
}

/**
 * Keskar's sharpness in per cent: 100 (max L(w + z) − L(w))/(1 + L(w)) over the box |zᵢ| <= ε(|wᵢ| + 1), or over such a box in a random subspace.
 *
 * By climbs over corners in place of ten iterations of L-BFGS-B; both are lower bounds.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Keskar et al., arXiv 1609.04836, section 2.2.2.
 *
 * @example
 * import { boxSharpness, quadraticObjective } from '@momenta/probes'
 *
 * // z = 0.002: 100 (2·0.002 + 2·0.002²/2)/(1 + 1)
 * const { value } = await boxSharpness(quadraticObjective({ spectrum: [2], point: [1] }))
 * value // => 0.2002
 */
export const boxSharpness = async (
  objective: Objective,
  options: BoxSharpnessOptions = {},
): Promise<Worst> => {
  givenObjective('boxSharpness', objective)
  const {
    epsilon = 1e-3,
    subspace,
    steps = 10,
    restarts = 2,
    seed = 0,
  } = known('boxSharpness', options, {
    epsilon: true,
    subspace: true,
    steps: true,
    restarts: true,
    seed: true,
  })
  const who = 'boxSharpness'
  checked(who, 'epsilon', epsilon, ranges.positive)
  checked(who, 'steps', steps, ranges.positiveCount)
  checked(who, 'restarts', restarts, ranges.count)
  if (subspace !== undefined) checked(who, 'subspace', subspace, ranges.positiveCount)
  const { point } = objective
  const region =
    subspace === undefined ? box(boundsOf(epsilon, point)) : boxIn(epsilon, point, subspace, seed)
  const how = `Keskar's box, epsilon = ${epsilon}${subspace === undefined ? '' : `, subspace of ${subspace}`}, ${steps} steps`
  const worst = await climbed(objective, region, { how, steps, restarts, starts: [], seed })
  const loss = await valueAt(objective, point)
  const factor = 100 / (1 + loss)
  const scaled = {
    value: factor * worst.value,
    error:
      factor * worst.error +
      (Math.abs(factor * worst.value) * roundingOf(objective.made.dtype, loss)) / (1 + loss),
    losses: worst.losses + 1,
    history: worst.history.map((rise) => factor * rise),
  }
  return !(loss <= -1)
    ? { ...worst, ...scaled }
    : {
        ...worst,
        ...scaled,
        value: Number.NaN,
        converged: false,
        reason: `the measure needs a loss above -1, got ${loss}`,
      }
}
