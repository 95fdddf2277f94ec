import { signVector } from '../random/signVector.js'
import type { Cost } from '../records/Cost.js'
import { formatNumber } from '../records/formatNumber.js'
import { roundingOf } from '../records/roundingOf.js'
import { allFinite } from '../vectors/allFinite.js'
import { gradientAt } from './gradientAt.js'
import { lossNoiseEvaluations, measureLossNoise } from './measureLossNoise.js'
import type { Objective } from './Objective.js'
import { valueAt } from './valueAt.js'

/** The loss and its gradient at the point of an objective. */
export interface PointEvaluation {
  readonly value: number
  readonly gradient: Float64Array
  /**
   * The measured rounding of the loss: its change when parameters move by units in the last place.
   */
  readonly noise: number
  readonly finite: boolean
  /** `random: …` if two evaluations of the loss at the point differ. */
  readonly warnings: readonly string[]
}

/** The cost of {@link evaluatePoint}. */
export const evaluatePointCost = ({ provenance }: Objective): Cost => ({
  gradients: 1,
  losses: 1 + (provenance.dtype === 'float32' ? lossNoiseEvaluations : 1),
})

/** The point with each element moved by one unit in the last place, up or down. */
export const nudge = ({ point, provenance }: Objective): Float64Array => {
  const unit = provenance.dtype === 'float32' ? 2 ** -23 : 2 ** -52
  const signs = signVector(0, 77, point.length)
  return point.map((n, i) => n * (1 + unit * (signs[i] as number)))
}

/** Evaluates the loss and its gradient, the loss again, and the loss nearby. */
export const evaluatePoint = async (objective: Objective): Promise<PointEvaluation> => {
  const { point, provenance } = objective
  const { value, gradient } = await gradientAt(objective, point)
  const again = await valueAt(objective, point)
  const apart = Math.abs(value - again)
  const warnings =
    apart > 25 * roundingOf(provenance.dtype, value, again)
      ? [
          `random: the loss at one point is ${formatNumber(value)} and ${formatNumber(again)}; switch dropout off, put normalisation into inference mode, and give the same batches in the same order`,
        ]
      : []
  const noise =
    provenance.dtype === 'float32'
      ? await measureLossNoise(objective, point, value)
      : Math.max(
          Math.abs((await valueAt(objective, nudge(objective))) - again),
          roundingOf(provenance.dtype, value),
        )
  const finite = Number.isFinite(value) && allFinite(gradient)
  return { value, gradient, noise, finite, warnings }
}
