import { optional, readOptions } from '@momenta/options'
import { flatten, leavesLike } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { functionOption, textOption } from '../arguments/declare.js'
import { weightsOf } from '../objectives/weightsOf.js'
import type { Operator } from '../operators/Operator.js'
import { addTo } from '../vectors/addTo.js'
import { flattenTensors } from './flattenTensors.js'
import { isTensor } from './isTensor.js'
import { probeSetOptions } from './probeSetOptions.js'
import { readAll } from './readAll.js'
import { sizesOf } from './sizesOf.js'

const declared = {
  product: functionOption<(params: never, direction: never, batch: never) => unknown>(),
  how: optional(textOption()),
  ...probeSetOptions,
}

/** Options of {@link tensorOperator}. */
export interface TensorOperatorOptions<P, B> {
  /** A tree of float32 tensors or variables. Read once, not modified. */
  readonly params: P
  /** H v of the mean loss over a batch, in the shape of the parameters. */
  readonly product: (params: P, direction: P, batch: B) => P
  readonly batches: readonly B[]
  /** The number of samples in a batch. Optional for a single batch. */
  readonly size?: (batch: B) => number
  /** The method in words, for the record. Default `products of the caller`. */
  readonly how?: string
  readonly hash?: string
}

/**
 * An operator from products on tensors, such as the exact Hessian-vector products of
 * `@momenta/second-order`: batches are weighted by their size and summed in float64. Inputs are not
 * modified and no tensor leaks. Verify it once against `centralDifferences` by `checkOperator`.
 *
 * @throws TypeError if a parameter is not a float32 tensor, there are several batches and no
 *   `size`, or a product lacks a parameter.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { topEigenvalue } from '@momenta/probes'
 * import { tensorOperator } from '@momenta/probes/tensors'
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
  readOptions('tensorOperator', declared, [options])
  const { params, product, batches, size, how = 'products of the caller', hash } = options
  const sizes = sizesOf('tensorOperator', batches, size)
  const weights = weightsOf(sizes.map((each) => ({ size: each })))
  const { values, unflatten } = await flattenTensors(params)
  const of = (v: Float64Array, batch: B) =>
    readAll(() => {
      const at = unflatten(values)
      const like = flatten('tensorOperator', at, isTensor)
      const found = product(at, unflatten(v), batch)
      const leaves = leavesLike('tensorOperator: the product', found, like, isTensor)
      for (const [i, { shape, dtype, isDisposed }] of leaves.entries()) {
        const expected = like.leaves[i]?.shape ?? []
        if (isDisposed || dtype !== 'float32' || String(shape) !== String(expected))
          throw new TypeError(
            `tensorOperator: the product must have a float32 leaf of shape [${expected}] for '${like.names[i]}', got ${isDisposed ? 'one that was disposed of' : `${dtype} of shape [${shape}]`}`,
          )
      }
      return leaves
    })
  return {
    dim: values.length,
    provenance: {
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
