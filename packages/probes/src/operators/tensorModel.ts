import { oracleOf } from '@momenta/eager'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { givenFunction } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { flattenTensors } from '../flat/flattenTensors.js'
import { readAll } from '../objectives/readAll.js'
import { sizesOf } from '../objectives/sizesOf.js'
import type { Model } from './gaussNewton.js'

/** Options of {@link tensorModel}. */
export interface TensorModelOptions<P, B> {
  /** A tree of float32 tensors or variables: read once, never changed. */
  readonly params: P
  /** The outputs (logits), one row a sample. */
  readonly outputs: (params: P, batch: B) => tf.Tensor
  readonly batches: readonly B[]
  /** The number of samples in a batch. May be left out where there is one batch. */
  readonly size?: (batch: B) => number
  readonly hash?: string
}

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

/**
 * A tfjs model for {@link gaussNewton}. Parameters stay as they are, and no tensor is left, also when the model throws.
 *
 * @throws TypeError if a parameter is no float32 tensor, or there are several batches and no `size`.
 *
 * @example
 * import '@momenta/gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { gaussNewton, softmaxHessian, tensorModel, topEigenvalue } from '@momenta/probes'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const model = await tensorModel({
 *   params: { w: tf.zeros([1, 2]) },
 *   outputs: ({ w }, x) => tf.matMul(x, w),
 *   batches: [tf.tensor2d([[2]])],
 * })
 * // xxᵀ ⊗ (diag p − ppᵀ) = 4 (½)
 * const { value, error } = await topEigenvalue(gaussNewton(model, { hessian: softmaxHessian(2) }))
 * Math.abs(value - 2) <= error // => true
 */
export const tensorModel = async <P extends object, B>(
  options: TensorModelOptions<P, B>,
): Promise<Model> => {
  const { params, outputs, batches, size, hash } = known('tensorModel', options, {
    outputs: true,
    params: true,
    batches: true,
    size: true,
    hash: true,
  })
  givenFunction('tensorModel', 'outputs', outputs)
  const sizes = sizesOf('tensorModel', batches, size)
  const flat = await flattenTensors(params)
  return {
    point: flat.values,
    parts: batches.map((batch, i) => ({
      size: sizes[i] as number,
      outputs: (w) => readAll(() => [outputs(flat.unflatten(w), batch)]),
      pullback: (w, u) =>
        readAll(() => {
          const along = oracleOf<P>((leaves) => {
            const found = outputs(leaves, batch)
            return tf.sum(tf.mul(found, tf.tensor(Float32Array.from(u), found.shape)))
          })
          return flatten('tensorModel', along(flat.unflatten(w), 0).grads, isTensor).leaves
        }),
    })),
    made: {
      how: 'model',
      step: null,
      dtype: 'float32',
      backend: tf.getBackend(),
      samples: sizes.reduce((sum, n) => sum + n, 0),
      hash: hash ?? null,
    },
  }
}
