import * as t from 'io-ts'
import { Loose, StoredNumber } from '../../tasks/storedNumbers.js'
import { MeasurementCodec } from '../report/MeasurementCodec.js'

const MemoryRecord = t.readonly(
  t.type({
    entries: t.number,
    variance: StoredNumber,
    relativeVariance: StoredNumber,
    agreementByKey: Loose,
    agreementByNorm: Loose,
    meanAge: StoredNumber,
    maximumAge: StoredNumber,
    replacementsPerStep: StoredNumber,
    minimumKey: StoredNumber,
    maximumKey: StoredNumber,
  }),
)

const Cost = t.readonly(
  t.type({
    matvecs: t.number,
    gradients: StoredNumber,
    losses: StoredNumber,
    reads: t.number,
    milliseconds: t.number,
  }),
)

const MaybeMeasurement = t.union([MeasurementCodec, t.null])

/** The codec of a record of the monitor. */
export const RunRecordCodec = t.readonly(
  t.type({
    step: t.number,
    loss: Loose,
    path: StoredNumber,
    pathEvery: t.number,
    distance: StoredNumber,
    memories: t.readonlyArray(MemoryRecord),
    amplification: Loose,
    sharpness: MaybeMeasurement,
    stability: MaybeMeasurement,
    line: Loose,
    lineWithoutMemory: Loose,
    notes: t.readonlyArray(t.string),
    cost: Cost,
  }),
)
