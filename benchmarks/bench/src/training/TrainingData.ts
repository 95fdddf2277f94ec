import { EpochRecord } from '@momenta/bench-training'
import * as t from 'io-ts'

/** The codec of {@link TrainingData}. */
export const TrainingData = t.readonly(
  t.intersection([
    t.type({ history: t.readonlyArray(EpochRecord) }),
    // results of earlier versions do not have it
    t.partial({ device: t.string }),
  ]),
)

/** The data of a run: its epochs, and what computed. */
export type TrainingData = t.TypeOf<typeof TrainingData>
