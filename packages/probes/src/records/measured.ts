import type { Made } from './Made.js'
import type { Measurement } from './Measurement.js'

/** What a probe says of itself; the rest has defaults. */
export type Finding = Pick<Measurement, 'value' | 'error' | 'errorIs' | 'converged' | 'reason'> &
  Partial<Measurement>

/** Makes the record of a measurement, and sees to it that no number which is not finite looks fine. */
export const measured = (made: Made, finding: Finding): Measurement => {
  const { how, step, dtype, backend, samples, hash } = made
  const sound = Number.isFinite(finding.value) && Number.isFinite(finding.error)
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
    ...(sound || !finding.converged
      ? {}
      : { converged: false, reason: `not finite: ${finding.value} ± ${finding.error}` }),
  }
}
