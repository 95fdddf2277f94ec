import { EpochRecord } from '@momenta/bench-training'
import * as t from 'io-ts'

/** The codec of {@link TrainingData}. */
export const TrainingData = t.readonly(t.type({ history: t.readonlyArray(EpochRecord) }))

/** The data of a run: its epochs. */
export type TrainingData = t.TypeOf<typeof TrainingData>
