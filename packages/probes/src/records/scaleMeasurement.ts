import { checkNumber, ranges } from '@momenta/options'
import { expectMeasurement } from '../arguments/expect.js'
import type { Measurement } from './Measurement.js'
import { makeMeasurement } from './makeMeasurement.js'

/**
 * A measurement times a factor >= 0: the value, the error and the residual are scaled.
 *
 * @throws RangeError if the factor is not a finite number >= 0.
 *
 * @example
 * import { quadratic, scaleMeasurement, topEigenvalue } from '@momenta/probes'
 *
 * const top = await topEigenvalue(quadratic({ spectrum: [10, 1] }))
 * scaleMeasurement(top, 0.1).value // => 1
 */
export const scaleMeasurement = (measurement: Measurement, factor: number): Measurement => {
  expectMeasurement('scaleMeasurement', measurement)
  checkNumber('scaleMeasurement', 'factor', factor, ranges.nonNegative)
  return makeMeasurement(measurement, {
    ...measurement,
    value: factor * measurement.value,
    error: factor * measurement.error,
    residual: measurement.residual === null ? null : factor * measurement.residual,
  })
}
