import * as t from 'io-ts'
import { Loose } from '../../tasks/outcomeOf.js'

const Text = t.union([t.string, t.null])

/** A measurement in the data of a `done` line. */
export const StoredMeasurement = t.type({
  value: Loose,
  error: Loose,
  errorIs: t.string,
  converged: t.boolean,
  reason: t.string,
  warnings: t.readonlyArray(t.string),
  residual: Loose,
  seed: Loose,
  matvecs: t.number,
  gradients: Loose,
  losses: Loose,
  step: Loose,
  dtype: t.string,
  backend: t.string,
  hash: Text,
  how: t.string,
})
