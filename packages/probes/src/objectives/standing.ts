import { signVector } from '../random/signVector.js'
import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { gradientAt } from './gradientAt.js'
import type { Objective } from './Objective.js'
import { valueAt } from './valueAt.js'

/** Where a probe starts from: the loss and its gradient at the point. */
export interface Standing {
  readonly value: number
  readonly gradient: Float64Array
  /** What rounding does to the loss, seen: how much it changes when each parameter moves by one unit in the last place. */
  readonly noise: number
  /** `random: …` if the loss at the point, asked twice, was not the same. */
  readonly warnings: readonly string[]
}

/** What {@link standing} costs. */
export const standingCost = { gradients: 1, losses: 2 } as const

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
  const beside = await valueAt(objective, nudged(objective))
  const apart = Math.abs(value - again)
  const warnings =
    apart > 25 * roundingOf(made.dtype, value, again)
      ? [
          `random: the loss at one point is ${shown(value)} and ${shown(again)}; switch dropout off, put normalisation into inference mode, and give the same batches in the same order`,
        ]
      : []
  const noise = Math.max(Math.abs(beside - again), roundingOf(made.dtype, value))
  return { value, gradient, noise, warnings }
}
