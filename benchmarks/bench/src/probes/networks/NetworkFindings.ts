import * as t from 'io-ts'
import { StoredNumber, StoredNumbers } from '../../tasks/storedNumbers.js'
import { findingFields, Measurements, measurementFields } from '../report/MeasurementCodec.js'
import { RunRecordCodec } from './RunRecordCodec.js'

/** Without the quadrature nodes. */
const Density = t.exact(
  t.type({
    ...findingFields,
    grid: StoredNumbers,
    density: StoredNumbers,
    error: StoredNumbers,
    sigma: StoredNumber,
    integral: StoredNumber,
    matvecs: t.number,
    seed: t.number,
  }),
)

const Slice = t.type({
  ...findingFields,
  at: StoredNumbers,
  values: StoredNumbers,
  error: StoredNumber,
  length: StoredNumber,
})

/** Without the origin and the directions, which are as long as the parameters. */
const Plane = t.exact(
  t.type({
    coordinates: t.readonlyArray(StoredNumbers),
    distances: t.readonlyArray(StoredNumber),
    explained: t.readonlyArray(StoredNumber),
  }),
)

/** The loss over that plane, row by row. */
const Landscape = t.type({ a: StoredNumbers, b: StoredNumbers, values: StoredNumbers })

/** The loss between the end of the run and that of its twin. */
const Connectivity = t.type({
  ...measurementFields,
  location: StoredNumber,
  at: StoredNumbers,
  values: StoredNumbers,
})

/** The codec of {@link NetworkFindings}. */
export const NetworkFindings = t.readonly(
  t.type({
    records: t.readonlyArray(RunRecordCodec),
    measures: Measurements,
    density: t.readonly(Density),
    slice: t.readonly(Slice),
    plane: t.readonly(Plane),
    landscape: t.readonly(Landscape),
    connectivity: t.readonly(Connectivity),
  }),
)

/** The records of a run, and the measurements at its end. */
export type NetworkFindings = t.TypeOf<typeof NetworkFindings>
