import type { Measurement } from './Measurement.js'
import type { Provenance } from './Provenance.js'

/** The fields that a probe fills in; the others have defaults. */
export type Finding = Pick<Measurement, 'value' | 'error' | 'errorIs' | 'converged' | 'reason'> &
  Partial<Measurement>

/** Makes a measurement. A value or an error that is not finite is never converged. */
export const makeMeasurement = (provenance: Provenance, finding: Finding): Measurement => {
  const { how, step, dtype, backend, samples, hash } = provenance
  const finite = Number.isFinite(finding.value) && Number.isFinite(finding.error)
  return {
    how,
    step,
    dtype,
    backend,
    samples,
    hash,
    warnings: [],
    residual: null,
    seed: null,
    matvecs: 0,
    gradients: 0,
    losses: 0,
    ...finding,
    ...(finite || !finding.converged
      ? {}
      : { converged: false, reason: `not finite: ${finding.value} ± ${finding.error}` }),
  }
}
