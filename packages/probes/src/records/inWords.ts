import type { Measurement } from './Measurement.js'
import { shown } from './shown.js'

/** A number as far as its error tells its digits, and two more; six without an error. */
const rounded = (value: number, error: number): string => {
  if (!Number.isFinite(value) || value === 0) return String(value)
  const digits = error > 0 ? Math.ceil(Math.log10(Math.abs(value) / error)) + 2 : 6
  return String(Number(value.toPrecision(Math.min(15, Math.max(2, digits)))))
}

/**
 * A measurement in one line: the value with its error and kind, how it was computed, on what, what it cost, and why it should not be trusted, if so.
 *
 * @example
 * import { inWords, quadratic, topEigenvalue } from '@momenta/probes'
 *
 * const found = await topEigenvalue(quadratic({ spectrum: [10, 1] }))
 * inWords({ ...found, value: 9.98765432, error: 0.0123 }) // => '9.9877 ± 0.0123 (residual bound): a given spectrum, float64 on js, seed 0; 2 products, 0 gradients, 0 losses'
 */
export const inWords = (found: Measurement): string => {
  const { value, error, errorIs, how, step, dtype, backend, samples, hash, seed } = found
  const conditions = [
    how,
    ...(step === null ? [] : [`h = ${shown(step)}`]),
    `${dtype} on ${backend}`,
    ...(samples === null ? [] : [`${samples} samples${hash === null ? '' : ` (${hash})`}`]),
    ...(seed === null ? [] : [`seed ${seed}`]),
  ]
  const cost = `${found.matvecs} products, ${shown(found.gradients)} gradients, ${shown(found.losses)} losses`
  const verdict = found.converged ? '' : `; NOT CONVERGED: ${found.reason}`
  return `${rounded(value, error)} ± ${shown(error)} (${errorIs}): ${conditions.join(', ')}; ${cost}${verdict}`
}
