import type { Operator } from '../operators/Operator.js'
import { signVector } from '../random/signVector.js'
import type { Measurement } from '../records/Measurement.js'
import { allFinite } from '../vectors/allFinite.js'
import { dot } from '../vectors/dot.js'
import { orthogonalize } from '../vectors/orthogonalize.js'
import { orthonormal } from '../vectors/orthonormal.js'
import { estimateTrace, type MatrixTraceOptions } from './estimateTrace.js'
import { meanOf } from './meanOf.js'
import { multiplyAll as productsOf } from './multiplyAll.js'

/**
 * Estimates the trace of the matrix by Hutch++: tr(QᵀA Q) exactly on the range Q of A times k
 * vectors of random signs, and Hutchinson's estimator with k more on the remainder; k is a third of
 * the products. The standard error is that of the second part. Memory: 2k vectors.
 *
 * With fewer than 6 products there is no error bar, so the value is NaN.
 *
 * @throws RangeError if products is not a positive integer.
 *
 * Source: Meyer et al., arXiv 2010.09649.
 *
 * @example
 * import { hutchPlusPlus, quadratic } from '@momenta/probes'
 *
 * const spectrum = Array.from({ length: 100 }, (_, i) => 100 / (1 + i) ** 2)
 * const { value, error } = await hutchPlusPlus(quadratic({ spectrum, seed: 1 }))
 * Math.abs(value - 163.4984) < 3 * error // => true
 * error < 0.5 // => true
 */
export const hutchPlusPlus = (
  operator: Operator,
  options: MatrixTraceOptions = {},
): Promise<Measurement> =>
  estimateTrace('hutchPlusPlus', operator, options, 6, async (multiplyAll, seed) => {
    const k = Math.floor(multiplyAll / 3)
    const drawn = (from: number) =>
      Array.from({ length: k }, (_, i) => signVector(seed, from + i, operator.dim))
    const sketch = await productsOf(operator, drawn(0))
    if (!sketch.every(allFinite)) return { value: Number.NaN, error: Number.NaN, matvecs: k }
    const basis = orthonormal(sketch)
    const images = await productsOf(operator, basis)
    const captured = basis.reduce((sum, q, i) => sum + dot(q, images[i] as Float64Array), 0)
    const rest: number[] = []
    for (const g of drawn(k)) {
      orthogonalize(g, basis)
      rest.push(dot(g, await operator.apply(g)))
    }
    const { mean, error } = meanOf(rest)
    return { value: captured + mean, error, matvecs: 2 * k + basis.length }
  })
