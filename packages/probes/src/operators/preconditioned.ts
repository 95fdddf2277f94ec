import { expectOperator } from '../arguments/expect.js'
import { expectVector } from '../arguments/expectVector.js'
import type { Operator } from './Operator.js'

/**
 * P^(−1/2) A P^(−1/2) for a diagonal P > 0: symmetric, with the eigenvalues of P⁻¹A. With P of the
 * optimizer, lr times its top eigenvalue is compared with the stability line.
 *
 * With differences the step is along P^(−1/2) v, scaled to the same length h.
 *
 * @param diagonal - The diagonal of P, for Adam (1 − β₁ᵗ)(√(v/(1 − β₂ᵗ)) + ε).
 * @throws RangeError if its length is not that of the operator, or an element is not a finite
 * number > 0.
 *
 * Source: Cohen et al., arXiv 2207.14484.
 *
 * @example
 * import { preconditioned, quadratic, topEigenvalue } from '@momenta/probes'
 *
 * const { value } = await topEigenvalue(preconditioned(quadratic({ spectrum: [6, 5] }), [2, 1]))
 * value // => 5
 */
export const preconditioned = (operator: Operator, diagonal: ArrayLike<number>): Operator => {
  expectOperator('preconditioned', operator)
  expectVector('preconditioned', 'the diagonal', diagonal, operator.dim)
  const roots = Float64Array.from(diagonal, (p, i) => {
    if (!(p > 0 && Number.isFinite(p)))
      throw new RangeError(
        `preconditioned: each element of the diagonal must be a finite number > 0, got ${p} at ${i}`,
      )
    return 1 / Math.sqrt(p)
  })
  const scaled = (v: Float64Array) => v.map((n, i) => n * (roots[i] as number))
  const { halved, provenance, rounding } = operator
  return {
    ...operator,
    provenance: { ...provenance, how: `${provenance.how}, preconditioned` },
    apply: async (v) => scaled(await operator.apply(scaled(v))),
    ...(halved === undefined ? {} : { halved: () => preconditioned(halved(), diagonal) }),
    ...(rounding === undefined
      ? {}
      : {
          rounding: {
            cost: rounding.cost,
            of: async (v) => {
              const { noise, displacementError } = await rounding.of(scaled(v))
              return {
                noise: scaled(noise),
                displacementError: displacementError.map((n, i) => n / (roots[i] as number)),
              }
            },
          },
        }),
  }
}
