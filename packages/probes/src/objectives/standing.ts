import { roundingOf } from '../records/roundingOf.js'
import { shown } from '../records/shown.js'
import { gradientAt } from './gradientAt.js'
import type { Objective } from './Objective.js'
import { valueAt } from './valueAt.js'

/** Where a probe starts from: the loss and its gradient at the point. */
export interface Standing {
  readonly value: number
  readonly gradient: Float64Array
  /** `random: …` if the loss at the point, asked twice, was not the same. */
  readonly warnings: readonly string[]
}

/** What {@link standing} costs. */
export const standingCost = { gradients: 1, losses: 1 } as const

/** Asks for loss and gradient, and for the loss again: one gradient and one loss. */
export const standing = async (objective: Objective): Promise<Standing> => {
  const { value, gradient } = await gradientAt(objective, objective.point)
  const again = await valueAt(objective, objective.point)
  const apart = Math.abs(value - again)
  const warnings =
    apart > 25 * roundingOf(objective.made.dtype, value, again)
      ? [
          `random: the loss at one point is ${shown(value)} and ${shown(again)}; switch dropout off, put normalisation into inference mode, and give the same batches in the same order`,
        ]
      : []
  return { value, gradient, warnings }
}
