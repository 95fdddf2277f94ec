import { nudge } from '../objectives/evaluatePoint.js'
import { moveTo } from '../objectives/moveTo.js'
import type { Objective } from '../objectives/Objective.js'
import { addTo } from '../vectors/addTo.js'
import { dot } from '../vectors/dot.js'
import { plus } from '../vectors/plus.js'
import { gradientsOfSamples } from './gradientsOfSamples.js'
import type { Operator } from './Operator.js'

/**
 * The empirical Fisher information F = (1/n) Σ gᵢ gᵢᵀ, gᵢ the gradient of sample i: each batch of
 * the objective must hold one sample. It is not the Fisher information of the model's own
 * distribution, and differs from the Hessian where the fit is bad.
 *
 * All n gradients are computed once and kept: n P numbers, for small n. A product costs no
 * gradient. For its eigenvalues see `fisherEigenvalues`, which uses the Gram matrix.
 *
 * @throws RangeError if a batch holds more than one sample.
 *
 * Source: Kunstner et al., arXiv 1905.12558.
 *
 * @example
 * import { empiricalFisher, objectiveOf } from '@momenta/probes'
 *
 * const sample = (g: number[]) => ({ size: 1, gradient: () => ({ value: 0, gradient: Float64Array.from(g) }) })
 * const fisher = await empiricalFisher(objectiveOf({ point: [0, 0], batches: [sample([2, 0]), sample([0, 4])] }))
 * await fisher.apply(Float64Array.of(1, 1)) // => [2, 8]
 */
export const empiricalFisher = async (objective: Objective): Promise<Operator> => {
  const gradients = await gradientsOfSamples('empiricalFisher', objective)
  const { point, provenance } = objective
  const n = gradients.length
  let nearby: Promise<readonly Float64Array[]> | undefined
  const beside = () => {
    nearby ??= gradientsOfSamples('empiricalFisher', moveTo(objective, nudge(objective)))
    return nearby
  }
  return {
    dim: point.length,
    provenance: { ...provenance, how: 'empirical Fisher, gradients of samples' },
    cost: { gradients: 0, losses: 0 },
    setup: { gradients: 1, losses: 0 },
    apply: async (v) => {
      const sum = new Float64Array(v.length)
      for (const g of gradients) addTo(sum, dot(g, v) / n, g)
      return sum
    },
    ...(provenance.dtype === 'float64'
      ? {}
      : {
          rounding: {
            cost: { gradients: 1, losses: 0 },
            of: async (v) => {
              const noise = new Float64Array(v.length)
              for (const [i, other] of (await beside()).entries()) {
                const g = gradients[i] as Float64Array
                const error = plus(other, -1, g)
                const [along, off] = [Math.abs(dot(g, v)) / n, Math.abs(dot(error, v)) / n]
                for (const [j, e] of error.entries())
                  noise[j] =
                    (noise[j] as number) + along * Math.abs(e) + off * Math.abs(g[j] as number)
              }
              return { noise, displacementError: new Float64Array(v.length) }
            },
          },
        }),
  }
}
