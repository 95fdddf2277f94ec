import type { Operator } from '../operators/Operator.js'
import { signVector } from '../random/signVector.js'
import type { Measurement } from '../records/Measurement.js'
import { dot } from '../vectors/dot.js'
import { estimateTrace, type MatrixTraceOptions } from './estimateTrace.js'
import { meanOf } from './meanOf.js'

/**
 * Estimates the trace of the matrix by Hutchinson's estimator: the mean of vᵀA v over vectors v of
 * random signs, with its standard error s/√n. It always uses all products.
 *
 * With fewer than 2 products there is no error bar, so the value is NaN.
 *
 * @throws RangeError if products is not a positive integer.
 *
 * Source: Hutchinson, Communications in Statistics 18 (1989).
 *
 * @example
 * import { hutchinson, quadratic } from '@momenta/probes'
 *
 * const spectrum = Array.from({ length: 100 }, (_, i) => i)
 * const { value, error } = await hutchinson(quadratic({ spectrum, seed: 1 }))
 * Math.abs(value - 4950) < 3 * error // => true
 */
export const hutchinson = (
  operator: Operator,
  options: MatrixTraceOptions = {},
): Promise<Measurement> =>
  estimateTrace('hutchinson', operator, options, 2, async (products, seed) => {
    const quotients: number[] = []
    for (let i = 0; i < products; i++) {
      const v = signVector(seed, i, operator.dim)
      quotients.push(dot(v, await operator.apply(v)))
    }
    const { mean, error } = meanOf(quotients)
    return { value: mean, error, matvecs: products }
  })
