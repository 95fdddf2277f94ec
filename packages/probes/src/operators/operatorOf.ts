import { number, type OptionsOf, optional, ranges, readOptions, required } from '@momenta/options'
import { functionOption, objectOption } from '../arguments/declare.js'
import { expectVector } from '../arguments/expectVector.js'
import type { Cost } from '../records/Cost.js'
import { exactProvenance, type Provenance } from '../records/Provenance.js'
import type { Operator } from './Operator.js'

const options = {
  /** The dimension, a non-negative integer. */
  dim: required(number(ranges.count, 2)),
  /** v → A v; v is a copy. */
  product: functionOption<(v: Float64Array) => Float64Array | Promise<Float64Array>>(),
  /** How products are computed, and on what; without it `products of the caller`, float64. */
  provenance: optional(objectOption<Partial<Provenance>>()),
  /** The cost of a product; without it two gradients, as for exact products by double backward. */
  cost: optional(objectOption<Partial<Cost>>()),
}

/** Options of {@link operatorOf}. */
export interface OperatorOfOptions extends OptionsOf<typeof options> {}

/**
 * An operator from the caller's own products: an exact Hessian-vector product, a Jacobian, a
 * kernel.
 *
 * Exact products in tfjs need repaired gradients: double backward is silently wrong for tanh,
 * sigmoid, exp and others, and symmetric all the same. Verify one against `centralDifferences` by
 * `checkOperator`.
 *
 * @throws RangeError if dim is not a non-negative integer, or a product has another length;
 *   TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { operatorOf, topEigenvalue } from '@momenta/probes'
 *
 * const { value } = await topEigenvalue(operatorOf({ dim: 2, product: ([a, b]) => Float64Array.of(2 * a, 5 * b) }))
 * value // => 5
 */
export const operatorOf = (given: OperatorOfOptions): Operator => {
  const { dim, product, provenance, cost } = readOptions('operatorOf', options, [given])
  return {
    dim,
    provenance: { ...exactProvenance('products of the caller'), ...provenance },
    cost: { gradients: 2, losses: 0, ...cost },
    apply: async (v) => {
      return expectVector('operatorOf', 'a product', await product(v.slice()), dim)
    },
  }
}
