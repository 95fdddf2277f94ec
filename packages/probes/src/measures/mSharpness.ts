import { choice, type OptionsOf, readOptions } from '@momenta/options'
import { expectObjective } from '../arguments/expect.js'
import type { Objective } from '../objectives/Objective.js'
import { weightsOf } from '../objectives/weightsOf.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { samSharpness } from './samSharpness.js'
import { worstSharpness, worstSharpnessOptions } from './worstSharpness.js'

const options = {
  /**
   * `one` step of SAM for each subset, or `several`, as `worstSharpness`. Default `one`, which uses
   * of the other options only rho.
   */
  climb: choice(['one', 'several'], 'one'),
  ...worstSharpnessOptions,
}

/** Options of {@link mSharpness}. */
export interface MSharpnessOptions extends OptionsOf<typeof options> {}

/**
 * m-sharpness: the mean over disjoint subsets Sᵢ of max over ‖e‖ <= ρ of L_Sᵢ(w + e) − L_Sᵢ(w). The
 * subsets are the batches of the objective, weighted by their size, so m is the batch size. It
 * grows as m falls: always report m, as `how` does.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Foret et al., arXiv 2010.01412, section 4.1.
 *
 * @example
 * import { mSharpness, objectiveOf } from '@momenta/probes'
 *
 * // (x w − y)² for two samples: ((|r| + ρ|x|)² − r²)
 * const sample = (x: number, y: number) => ({ size: 1, gradient: ([w]: Float64Array) => ({ value: (x * w - y) ** 2, gradient: Float64Array.of(2 * x * (x * w - y)) }) })
 * const { value, how } = await mSharpness(objectiveOf({ point: [1], batches: [sample(1, 0), sample(2, 3)] }), { rho: 0.1 })
 * value // => 0.325
 * how // => 'm-sharpness, m = 1; SAM, one step, rho = 0.1'
 */
export const mSharpness = async (
  objective: Objective,
  given: MSharpnessOptions = {},
): Promise<Measurement> => {
  expectObjective('mSharpness', objective)
  const { climb, ...worst } = readOptions('mSharpness', options, [given])
  const weights = weightsOf(objective.batches)
  const found: Measurement[] = []
  for (const batch of objective.batches) {
    const subset = { ...objective, batches: [batch] }
    found.push(
      climb === 'one'
        ? await samSharpness(subset, { rho: worst.rho })
        : await worstSharpness(subset, worst),
    )
  }
  const mean = (of: (each: Measurement) => number) =>
    found.reduce((sum, each, i) => sum + (weights[i] as number) * of(each), 0)
  const failed = found.filter(({ converged }) => !converged)
  const sizes = [...new Set(objective.batches.map(({ size }) => size))]
  // costs are per subset, weighted: a pass over the whole probe set costs one gradient
  return makeMeasurement(objective.provenance, {
    how: `m-sharpness, m = ${sizes.join(' and ')}; ${found[0]?.how}`,
    value: mean(({ value }) => value),
    error: mean(({ error }) => error),
    errorIs: found[0]?.errorIs ?? 'rounding',
    converged: failed.length === 0,
    reason:
      failed.length === 0
        ? `${found.length} subsets`
        : `${failed.length} of ${found.length} subsets: ${failed[0]?.reason}`,
    warnings: [...new Set(found.flatMap(({ warnings }) => warnings))],
    seed: found[0]?.seed ?? null,
    gradients: mean(({ gradients }) => gradients),
    losses: mean(({ losses }) => losses),
  })
}
