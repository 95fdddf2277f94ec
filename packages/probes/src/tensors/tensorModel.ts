import { oracleOf } from '@momenta/eager'
import { readOptions, show } from '@momenta/options'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { functionOption } from '../arguments/declare.js'
import type { Model } from '../operators/Model.js'
import { flattenTensors } from './flattenTensors.js'
import { isTensor } from './isTensor.js'
import { probeSetOptions } from './probeSetOptions.js'
import { readAll } from './readAll.js'
import { sizesOf } from './sizesOf.js'

const declared = {
  outputs: functionOption<(params: never, batch: never) => tf.Tensor>(),
  ...probeSetOptions,
}

/** Options of {@link tensorModel}. */
export interface TensorModelOptions<P, B> {
  /** A tree of float32 tensors or variables. Read once, not modified. */
  readonly params: P
  /** The outputs (logits), one row per sample. */
  readonly outputs: (params: P, batch: B) => tf.Tensor
  readonly batches: readonly B[]
  /** The number of samples in a batch. Optional for a single batch. */
  readonly size?: (batch: B) => number
  readonly hash?: string
}

const checked = (outputs: unknown): tf.Tensor => {
  if (!isTensor(outputs) || outputs.isDisposed || outputs.dtype !== 'float32')
    throw new TypeError(
      `tensorModel: outputs must return a float32 tensor that is not disposed of, got ${isTensor(outputs) ? `one of ${outputs.dtype}` : show(outputs)}`,
    )
  return outputs
}

/**
 * A tfjs model for `gaussNewton`. Parameters are not modified, and no tensor leaks, also when the
 * model throws.
 *
 * @throws TypeError if a parameter is not a float32 tensor, or there are several batches and no
 *   `size`.
 *
 * @example
 * import '@momenta/register-gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { gaussNewton, softmaxHessian, topEigenvalue } from '@momenta/probes'
 * import { tensorModel } from '@momenta/probes/tensors'
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
  readOptions('tensorModel', declared, [options])
  const { params, outputs, batches, size, hash } = options
  const sizes = sizesOf('tensorModel', batches, size)
  const flat = await flattenTensors(params)
  return {
    point: flat.values,
    batches: batches.map((batch, i) => ({
      size: sizes[i] as number,
      outputs: (w) => readAll(() => [checked(outputs(flat.unflatten(w), batch))]),
      pullback: (w, u) =>
        readAll(() => {
          const along = oracleOf<P>((leaves) => {
            const found = checked(outputs(leaves, batch))
            return tf.sum(tf.mul(found, tf.tensor(Float32Array.from(u), found.shape)))
          })
          return flatten('tensorModel', along(flat.unflatten(w), 0).grads, isTensor).leaves
        }),
    })),
    provenance: {
      how: 'model',
      step: null,
      dtype: 'float32',
      backend: tf.getBackend(),
      samples: sizes.reduce((sum, n) => sum + n, 0),
      hash: hash ?? null,
    },
  }
}
