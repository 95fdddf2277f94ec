import { flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { givenFunction } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { flattenTensors } from '../flat/flattenTensors.js'
import { readAll } from '../objectives/readAll.js'
import { sizesOf } from '../objectives/sizesOf.js'
import { weightsOf } from '../objectives/weightsOf.js'
import { addTo } from '../vectors/addTo.js'
import type { Operator } from './Operator.js'

/** Options of {@link tensorOperator}. */
export interface TensorOperatorOptions<P, B> {
  /** A tree of float32 tensors or variables: read once, never changed. */
  readonly params: P
  /** H v of the mean loss over a batch, in the shape of the parameters. */
  readonly product: (params: P, direction: P, batch: B) => P
  readonly batches: readonly B[]
  /** The number of samples in a batch. May be left out where there is one batch. */
  readonly size?: (batch: B) => number
  /** The rule in words, for the record. Default `products of the caller`. */
  readonly how?: string
  readonly hash?: string
}

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/**
 * An operator out of products on tensors, as the exact Hessian-vector products of `@momenta/second-order`: batches weighted by their size, sums in float64, nothing
 * changed and no tensor left. Compare it with `centralDifferences` by `checkOperator` once.
 *
 * @throws TypeError if a parameter is no float32 tensor, there are several batches and no `size`, or a product lacks a parameter.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { tensorOperator, topEigenvalue } from '@momenta/probes'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * // with second-order: product: (params, direction, batch) => hvp((p) => loss(p, batch), params, direction)
 * const operator = await tensorOperator({
 *   params: { w: tf.tensor1d([1, 2]) },
 *   product: (_, { w }, scale) => ({ w: tf.mul(w, scale) as tf.Tensor1D }),
 *   batches: [tf.tensor1d([3, 1])],
 * })
 * const { value } = await topEigenvalue(operator)
 * value // => 3
 */
export const tensorOperator = async <P extends object, B>(
  options: TensorOperatorOptions<P, B>,
): Promise<Operator> => {
  const {
    params,
    product,
    batches,
    size,
    how = 'products of the caller',
    hash,
  } = known('tensorOperator', options, {
    product: true,
    how: true,
    params: true,
    batches: true,
    size: true,
    hash: true,
  })
  givenFunction('tensorOperator', 'product', product)
  const sizes = sizesOf('tensorOperator', batches, size)
  const weights = weightsOf(sizes.map((each) => ({ size: each })))
  const { values, unflatten } = await flattenTensors(params)
  const of = (v: Float64Array, batch: B) =>
    readAll(() => {
      const at = unflatten(values)
      const like = flatten('tensorOperator', at, isTensor)
      return leavesLike('tensorOperator', product(at, unflatten(v), batch), like, isTensor)
    })
  return {
    dim: values.length,
    made: {
      how,
      step: null,
      dtype: 'float32',
      backend: tf.getBackend(),
      samples: sizes.reduce((sum, n) => sum + n, 0),
      hash: hash ?? null,
    },
    cost: { gradients: 2, losses: 0 },
    apply: async (v) => {
      const sum = new Float64Array(v.length)
      for (const [i, batch] of batches.entries())
        addTo(sum, weights[i] as number, await of(v, batch))
      return sum
    },
  }
}
