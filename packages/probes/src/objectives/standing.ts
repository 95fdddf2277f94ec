import { signVector } from '../random/signVector.js'
import type { Cost } from '../records/Cost.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { allFinite } from '../vectors/allFinite.js'
import { gradientAt } from './gradientAt.js'
import { lossNoise, lossNoiseTakes } from './lossNoise.js'
import type { Objective } from './Objective.js'
import { valueAt } from './valueAt.js'

/** Where a probe starts from: the loss and its gradient at the point. */
export interface Standing {
  readonly value: number
  readonly gradient: Float64Array
  /** What rounding does to the loss, seen: how it changes when each parameter moves by units in the last place. */
  readonly noise: number
  readonly finite: boolean
  /** `random: …` if the loss at the point, asked twice, was not the same. */
  readonly warnings: readonly string[]
}

/** What {@link standing} costs. */
export const standingCost = ({ made }: Objective): Cost => ({
  gradients: 1,
  losses: 1 + (made.dtype === 'float32' ? lossNoiseTakes : 1),
})

/** The point with each element moved by one unit in the last place, up or down. */
export const nudged = ({ point, made }: Objective): Float64Array => {
  const unit = made.dtype === 'float32' ? 2 ** -23 : 2 ** -52
  const signs = signVector(0, 77, point.length)
  return point.map((n, i) => n * (1 + unit * (signs[i] as number)))
}

/** Asks for loss and gradient, for the loss again, and for the loss nearby. */
export const standing = async (objective: Objective): Promise<Standing> => {
  const { point, made } = objective
  const { value, gradient } = await gradientAt(objective, point)
  const again = await valueAt(objective, point)
  const apart = Math.abs(value - again)
  const warnings =
    apart > 25 * roundingOf(made.dtype, value, again)
      ? [
          `random: the loss at one point is ${shown(value)} and ${shown(again)}; switch dropout off, put normalisation into inference mode, and give the same batches in the same order`,
        ]
      : []
  const noise =
    made.dtype === 'float32'
      ? await lossNoise(objective, point, value)
      : Math.max(
          Math.abs((await valueAt(objective, nudged(objective))) - again),
          roundingOf(made.dtype, value),
        )
  const finite = Number.isFinite(value) && allFinite(gradient)
  return { value, gradient, noise, finite, warnings }
}
