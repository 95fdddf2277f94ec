import { number, type OptionsOf, optional, ranges, readOptions } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import { valueAt } from '../objectives/valueAt.js'
import { roundingOf } from '../records/roundingOf.js'
import { box, subspaceBox } from './box.js'
import { findWorstRise } from './findWorstRise.js'
import type { WorstRise } from './WorstRise.js'

const options = {
  /** ε > 0. Default 1e-3. */
  eps: number(ranges.positive, 1e-3),
  /** The dimension p of a random subspace that holds the box; without it the whole space. */
  subspace: optional(number(ranges.positiveCount, 100)),
  /** Steps of each climb. Default 10. */
  steps: number(ranges.positiveCount, 10),
  /**
   * Random starts in addition to the gradient; every second one is the opposite of the previous
   * one. Default 2.
   */
  restarts: number(ranges.count, 2),
  /** Seed of the subspace and the random starts. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of {@link boxSharpness}. */
export interface BoxSharpnessOptions extends OptionsOf<typeof options> {}

/**
 * Keskar's sharpness in per cent: 100 (max L(w + z) − L(w))/(1 + L(w)) over the box
 * |zᵢ| <= ε(|wᵢ| + 1), or over such a box in a random subspace.
 *
 * The maximum is found by climbs to corners instead of ten iterations of L-BFGS-B; both give lower
 * bounds.
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
  given: BoxSharpnessOptions = {},
): Promise<WorstRise> => {
  expectObjective('boxSharpness', objective)
  const { eps, subspace, ...search } = readOptions('boxSharpness', options, [given])
  const { point } = objective
  const region =
    subspace === undefined ? box(eps, point) : subspaceBox(eps, point, subspace, search.seed)
  const how = `Keskar's box, eps = ${eps}${subspace === undefined ? '' : `, subspace of ${subspace}`}, ${search.steps} steps`
  const worst = await findWorstRise(objective, region, { how, starts: [], ...search })
  const loss = await valueAt(objective, point)
  const factor = 100 / (1 + loss)
  const scaled = {
    value: factor * worst.value,
    error:
      factor * worst.error +
      (Math.abs(factor * worst.value) * roundingOf(objective.provenance.dtype, loss)) / (1 + loss),
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
