import * as t from 'io-ts'
import { Loose, StoredNumber } from '../../tasks/storedNumbers.js'

/** What every finding has: how it was computed, its cost, and whether it converged. */
export const findingFields = {
  how: t.string,
  step: Loose,
  dtype: t.union([t.literal('float32'), t.literal('float64')]),
  backend: t.string,
  samples: Loose,
  hash: t.union([t.string, t.null]),
  gradients: StoredNumber,
  losses: StoredNumber,
  converged: t.boolean,
  reason: t.string,
  warnings: t.readonlyArray(t.string),
}

/** The fields of a measurement. */
export const measurementFields = {
  ...findingFields,
  value: StoredNumber,
  error: StoredNumber,
  errorIs: t.string,
  residual: Loose,
  seed: Loose,
  matvecs: t.number,
}

/** The codec of a measurement; other fields, as an eigenvector, are not stored. */
export const MeasurementCodec = t.readonly(t.exact(t.type(measurementFields)))

/** The codec of measurements by name. */
export const Measurements = t.readonly(t.record(t.string, MeasurementCodec))
