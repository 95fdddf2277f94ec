import { givenObjective } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Objective } from '../objectives/Objective.js'
import { weightsOf } from '../objectives/weightsOf.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { samSharpness } from './samSharpness.js'
import { type WorstSharpnessOptions, worstSharpness } from './worstSharpness.js'

/** Options of {@link mSharpness}. */
export interface MSharpnessOptions extends WorstSharpnessOptions {
  /** `one` step of SAM for each subset, or `several` (then as `worstSharpness`). Default `one`. */
  readonly climb?: 'one' | 'several'
}

/**
 * m-sharpness: the mean over disjoint subsets Sᵢ of max over ‖e‖ <= ρ of L_Sᵢ(w + e) − L_Sᵢ(w). The subsets are the batches of the objective, so m is their size; a ragged
 * last one counts by its size. It grows as m falls: report m always; `how` does.
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
 * const { value, how } = await mSharpness(objectiveOf({ point: [1], parts: [sample(1, 0), sample(2, 3)] }), { rho: 0.1 })
 * value // => 0.325
 * how // => 'm-sharpness, m = 1; SAM, one step, rho = 0.1'
 */
export const mSharpness = async (
  objective: Objective,
  given: MSharpnessOptions = {},
): Promise<Measurement> => {
  givenObjective('mSharpness', objective)
  const { climb = 'one', ...options } = known('mSharpness', given, {
    climb: true,
    rho: true,
    adaptive: true,
    eta: true,
    adaptiveBias: true,
    steps: true,
    restarts: true,
    starts: true,
    seed: true,
  })
  const weights = weightsOf(objective.parts)
  const found: Measurement[] = []
  for (const part of objective.parts) {
    const subset = { ...objective, parts: [part] }
    found.push(
      climb === 'one'
        ? await samSharpness(subset, options.rho === undefined ? {} : { rho: options.rho })
        : await worstSharpness(subset, options),
    )
  }
  const mean = (of: (each: Measurement) => number) =>
    found.reduce((sum, each, i) => sum + (weights[i] as number) * of(each), 0)
  const bad = found.filter(({ converged }) => !converged)
  const sizes = [...new Set(objective.parts.map(({ size }) => size))]
  // of one part by its share of the data: the whole probe set costs one gradient
  return measured(objective.made, {
    how: `m-sharpness, m = ${sizes.join(' and ')}; ${found[0]?.how}`,
    value: mean(({ value }) => value),
    error: mean(({ error }) => error),
    errorIs: found[0]?.errorIs ?? 'rounding',
    converged: bad.length === 0,
    reason:
      bad.length === 0
        ? `${found.length} subsets`
        : `${bad.length} of ${found.length} subsets: ${bad[0]?.reason}`,
    warnings: [...new Set(found.flatMap(({ warnings }) => warnings))],
    seed: found[0]?.seed ?? null,
    gradients: mean(({ gradients }) => gradients),
    losses: mean(({ losses }) => losses),
  })
}
