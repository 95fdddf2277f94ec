import type { Transform } from '@momenta/core'
import type { Schedule } from '@momenta/schedules'
import { scheduled } from '@momenta/transforms'

/** A step with that learning rate, or one that follows a schedule. */
export const withRate = (
  learningRate: number | Schedule,
  step: (options: { readonly learningRate?: number }) => Transform,
): Transform =>
  typeof learningRate === 'number' ? step({ learningRate }) : scheduled(step({}), { learningRate })
