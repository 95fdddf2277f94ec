import type { Transform } from '@momenta/core'
import type { Schedule } from '@momenta/schedules'
import { scheduled } from '@momenta/transforms'

/** The learning rate of a step; absent if a schedule takes its place. */
export interface Rate {
  readonly learningRate?: number
}

/** A step with that learning rate, or one that follows a schedule. */
export const withRate = (
  learningRate: number | Schedule,
  step: (options: Rate) => Transform,
): Transform =>
  typeof learningRate === 'number' ? step({ learningRate }) : scheduled(step({}), { learningRate })
