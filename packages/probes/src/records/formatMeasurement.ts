import { expectMeasurement } from '../arguments/expect.js'
import { formatNumber } from './formatNumber.js'
import type { Measurement } from './Measurement.js'

/** A number to the digits that its error supports, and two more; six digits without an error. */
const formatValue = (value: number, error: number): string => {
  if (!Number.isFinite(value) || value === 0) return String(value)
  const digits = error > 0 ? Math.ceil(Math.log10(Math.abs(value) / error)) + 2 : 6
  return String(Number(value.toPrecision(Math.min(15, Math.max(2, digits)))))
}

/**
 * Formats a measurement in one line: the value with its error and kind of error, how it was
 * computed, on what, its cost, and, if it has not converged, the reason.
 *
 * @example
 * import { formatMeasurement, quadratic, topEigenvalue } from '@momenta/probes'
 *
 * const found = await topEigenvalue(quadratic({ spectrum: [10, 1] }))
 * formatMeasurement({ ...found, value: 9.98765432, error: 0.0123 }) // => '9.9877 ± 0.0123 (residual bound): a given spectrum, float64 on js, seed 0; 2 products, 0 gradients, 0 losses'
 */
export const formatMeasurement = (found: Measurement): string => {
  expectMeasurement('formatMeasurement', found)
  const { value, error, errorIs, how, step, dtype, backend, samples, hash, seed } = found
  const conditions = [
    how,
    ...(step === null ? [] : [`h = ${formatNumber(step)}`]),
    `${dtype} on ${backend}`,
    ...(samples === null ? [] : [`${samples} samples${hash === null ? '' : ` (${hash})`}`]),
    ...(seed === null ? [] : [`seed ${seed}`]),
  ]
  const [gradients, losses] = [formatNumber(found.gradients), formatNumber(found.losses)]
  const cost = `${found.matvecs} products, ${gradients} gradients, ${losses} losses`
  const verdict = found.converged ? '' : `; NOT CONVERGED: ${found.reason}`
  return `${formatValue(value, error)} ± ${formatNumber(error)} (${errorIs}): ${conditions.join(', ')}; ${cost}${verdict}`
}
