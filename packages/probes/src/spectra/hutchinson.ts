import type { Operator } from '../operators/Operator.js'
import { signVector } from '../random/signVector.js'
import type { Measurement } from '../records/Measurement.js'
import { dot } from '../vectors/dot.js'
import { meanOf } from './meanOf.js'
import { type TraceOptions, traced } from './traced.js'

/**
 * The trace by Hutchinson's estimator: the mean of vᵀA v over vectors v of random signs, with its standard error s/√n. It never stops on the running mean.
 *
 * With fewer than 2 products there is no error bar, and so no value.
 *
 * @throws RangeError if products is no whole number >= 1.
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
export const hutchinson = (operator: Operator, options: TraceOptions = {}): Promise<Measurement> =>
  traced('hutchinson', operator, options, 2, async (products, seed) => {
    const quotients: number[] = []
    for (let i = 0; i < products; i++) {
      const v = signVector(seed, i, operator.dim)
      quotients.push(dot(v, await operator.apply(v)))
    }
    const { mean, error } = meanOf(quotients)
    return { value: mean, error, matvecs: products }
  })
