import type { Measurement } from './Measurement.js'
import { makeMeasurement } from './makeMeasurement.js'

/**
 * A measurement times a positive factor: the value, the error and the residual are scaled.
 *
 * @example
 * import { quadratic, scaleMeasurement, topEigenvalue } from '@momenta/probes'
 *
 * const top = await topEigenvalue(quadratic({ spectrum: [10, 1] }))
 * scaleMeasurement(top, 0.1).value // => 1
 */
export const scaleMeasurement = (measurement: Measurement, factor: number): Measurement =>
  makeMeasurement(measurement, {
    ...measurement,
    value: factor * measurement.value,
    error: factor * measurement.error,
    residual: measurement.residual === null ? null : factor * measurement.residual,
  })
