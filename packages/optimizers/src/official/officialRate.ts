import { fromOptions, type Transform } from '@momenta/core'
import type { Schedule } from '@momenta/schedules'
import { scaleByLearningRate } from '@momenta/transforms'

/** The last part of each chain; its hyperparameter is called as the option is. */
export const officialRate = (lr: number | Schedule): Transform =>
  fromOptions(scaleByLearningRate({ learningRate: lr }), { learningRate: 'lr' })
