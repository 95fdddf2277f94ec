import { checkNumber, ranges } from '@momenta/options'
import { nudge } from '../objectives/evaluatePoint.js'
import { moveTo } from '../objectives/moveTo.js'
import type { Objective } from '../objectives/Objective.js'
import { gradientsOfSamples } from '../operators/gradientsOfSamples.js'
import type { Measurement } from '../records/Measurement.js'
import { makeMeasurement } from '../records/makeMeasurement.js'
import { roundingShare } from '../records/roundingShare.js'
import { allFinite } from '../vectors/allFinite.js'
import { distance } from '../vectors/distance.js'
import { dot } from '../vectors/dot.js'
import { emptyReason } from './emptyReason.js'
import { symmetricEigen } from './symmetricEigen.js'

/**
 * The largest eigenvalues of the empirical Fisher information (1/n) Σ gᵢ gᵢᵀ, exactly, from the n ×
 * n Gram matrix of the gradients of the samples.
 *
 * @param count - The number of eigenvalues, in decreasing order; fewer if there are fewer samples.
 *   Default 1.
 * @throws RangeError if a batch holds more than one sample, or the count is no non-negative
 *   integer.
 *
 * @example
 * import { fisherEigenvalues, objectiveOf } from '@momenta/probes'
 *
 * const sample = (g: number[]) => ({ size: 1, gradient: () => ({ value: 0, gradient: Float64Array.from(g) }) })
 * const [top] = await fisherEigenvalues(objectiveOf({ point: [0, 0], batches: [sample([2, 0]), sample([0, 4])] }))
 * top.value // => 8
 */
export const fisherEigenvalues = async (
  objective: Objective,
  count = 1,
): Promise<readonly Measurement[]> => {
  const gradients = await gradientsOfSamples('fisherEigenvalues', objective)
  checkNumber('fisherEigenvalues', 'count', count, ranges.count)
  const n = gradients.length
  const finite = gradients.every(allFinite)
  const { values } = finite
    ? symmetricEigen(
        n,
        (i, j) => dot(gradients[i] as Float64Array, gradients[j] as Float64Array) / n,
      )
    : { values: new Float64Array(n).fill(Number.NaN) }
  // how far gradients move when their parameters move by one unit in the last place
  const single = objective.provenance.dtype === 'float32'
  const beside = single
    ? await gradientsOfSamples('fisherEigenvalues', moveTo(objective, nudge(objective)))
    : gradients
  const squares = gradients.reduce(
    (sum, g, i) => sum + distance(g, beside[i] as Float64Array) ** 2 / n,
    0,
  )
  const most = Math.max(0, values[0] as number)
  const rounding = 2 * Math.sqrt(most * squares) + squares
  return Array.from(values.subarray(0, count), (value) =>
    makeMeasurement(objective.provenance, {
      how: 'empirical Fisher, Gram matrix of the gradients of samples',
      value,
      error: roundingShare(objective.provenance.dtype) * n * (values[0] as number) + rounding,
      errorIs: 'rounding',
      converged: finite && objective.point.length > 0,
      reason: !finite
        ? 'a gradient is not finite'
        : objective.point.length === 0
          ? emptyReason
          : 'exact',
      gradients: single ? 2 : 1,
    }),
  )
}
