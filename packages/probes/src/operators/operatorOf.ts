import { checked, ranges } from '@momenta/core'
import { givenFunction } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import type { Cost } from '../records/Cost.js'
import type { Made } from '../records/Made.js'
import type { Operator } from './Operator.js'

/** Options of {@link operatorOf}. */
export interface OperatorOptions {
  readonly dim: number
  /** v → A v; v is a copy. */
  readonly product: (v: Float64Array) => Float64Array | Promise<Float64Array>
  /** How it is computed, on what. Default `products of the caller`, float64. */
  readonly made?: Partial<Made>
  /** What one product costs. Default two gradients, what exact products by double backward cost. */
  readonly cost?: Partial<Cost>
}

/**
 * An operator out of the caller's own products: an exact Hessian-vector product, a Jacobian, a kernel.
 *
 * Exact products in tfjs need repaired gradients, since double backward is silently wrong for tanh, sigmoid, exp and others, and symmetric all the same: compare
 * with `centralDifferences` by `checkOperator` before you trust one.
 *
 * @throws RangeError if dim is no whole number >= 0, or a product has another length.
 *
 * @example
 * import { operatorOf, topEigenvalue } from '@momenta/probes'
 *
 * const { value } = await topEigenvalue(operatorOf({ dim: 2, product: ([a, b]) => Float64Array.of(2 * a, 5 * b) }))
 * value // => 5
 */
export const operatorOf = (options: OperatorOptions): Operator => {
  const { dim, product, made, cost } = known('operatorOf', options, {
    dim: true,
    product: true,
    made: true,
    cost: true,
  })
  givenFunction('operatorOf', 'product', product)
  checked('operatorOf', 'dim', dim, ranges.count)
  return {
    dim,
    made: {
      how: 'products of the caller',
      step: null,
      dtype: 'float64',
      backend: 'js',
      samples: null,
      hash: null,
      ...made,
    },
    cost: { gradients: 2, losses: 0, ...cost },
    apply: async (v) => {
      const out = await product(v.slice())
      if (out.length !== dim)
        throw new RangeError(`operatorOf: a product must have ${dim} elements, got ${out.length}`)
      return out
    },
  }
}
