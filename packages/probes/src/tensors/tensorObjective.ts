import { oracleOf } from '@momenta/eager'
import { readOptions, show } from '@momenta/options'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import { functionOption } from '../arguments/declare.js'
import type { FlatParams } from '../flat/FlatParams.js'
import type { Objective } from '../objectives/Objective.js'
import type { Evaluated } from '../objectives/ObjectiveBatch.js'
import { objectiveOf } from '../objectives/objectiveOf.js'
import { flattenTensors } from './flattenTensors.js'
import { isTensor } from './isTensor.js'
import { probeSetOptions } from './probeSetOptions.js'
import { readAll } from './readAll.js'
import { sizesOf } from './sizesOf.js'

const declared = {
  loss: functionOption<(params: never, batch: never) => tf.Scalar>(),
  ...probeSetOptions,
}

/** Options of {@link tensorObjective}. */
export interface TensorObjectiveOptions<P, B> {
  /** A tree of float32 tensors or variables. Read once, not modified. */
  readonly params: P
  /**
   * The mean loss over a batch, a scalar: a pure function of the given parameters, without dropout,
   * with normalisation in inference mode.
   */
  readonly loss: (params: P, batch: B) => tf.Scalar
  /** The probe set: the same batches in the same order at every call. */
  readonly batches: readonly B[]
  /** The number of samples in a batch. Optional for a single batch. */
  readonly size?: (batch: B) => number
  /** A name or hash of the probe set, for the record. */
  readonly hash?: string
}

const scalar = (loss: unknown): tf.Tensor => {
  if (!isTensor(loss) || loss.rank !== 0 || loss.isDisposed)
    throw new TypeError(
      `tensorObjective: the loss must return a scalar, got ${isTensor(loss) ? (loss.isDisposed ? 'one that was disposed of' : `shape [${loss.shape}]`) : show(loss)}`,
    )
  return loss
}

const gradientOf =
  <P extends object, B>(
    { unflatten }: FlatParams<P>,
    loss: (params: P, batch: B) => tf.Scalar,
    batch: B,
  ) =>
  async (w: Float64Array): Promise<Evaluated> => {
    const all = await readAll(() => {
      const { value, grads } = oracleOf<P>((params) => loss(params, batch), {
        allowUnused: true,
      })(unflatten(w), 0)
      return [value, ...flatten('tensorObjective', grads, isTensor).leaves]
    })
    return { value: all[0] as number, gradient: all.subarray(1) }
  }

/**
 * An objective from a tfjs loss. The loss is called with copies of the parameters, which are not
 * modified; every tensor made is disposed of, also when the loss throws. Reads are asynchronous, so
 * it works on every backend.
 *
 * tfjs-core registers no gradients in Node: import `@momenta/register-gradients` or
 * `@tensorflow/tfjs` once.
 *
 * @throws TypeError if a parameter is not a float32 tensor, or there are several batches and no
 *   `size`; RangeError if there is no batch.
 *
 * @example
 * import '@momenta/register-gradients'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { centralDifferences, topEigenvalue } from '@momenta/probes'
 * import { tensorObjective } from '@momenta/probes/tensors'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const objective = await tensorObjective({
 *   params: { w: tf.tensor1d([1, 2]) },
 *   loss: ({ w }, x) => tf.mean(tf.square(tf.mul(w, x))),
 *   batches: [tf.tensor2d([[3, 0], [0, 1]])],
 *   size: (x) => x.shape[0],
 * })
 * // L = (9 w₁² + w₂²)/4
 * const { value, error } = await topEigenvalue(centralDifferences(objective))
 * Math.abs(value - 4.5) <= error // => true
 */
export const tensorObjective = async <P extends object, B>(
  options: TensorObjectiveOptions<P, B>,
): Promise<Objective> => {
  readOptions('tensorObjective', declared, [options])
  const { params, loss, batches, size, hash } = options
  const sizes = sizesOf('tensorObjective', batches, size)
  const flat = await flattenTensors(params)
  return objectiveOf({
    point: flat.values,
    spans: flat.spans,
    batches: batches.map((batch, i) => ({
      size: sizes[i] as number,
      value: async (w) => {
        const found = await readAll(() => [scalar(loss(flat.unflatten(w), batch))])
        return found[0] as number
      },
      gradient: gradientOf(flat, loss, batch),
    })),
    dtype: 'float32',
    backend: tf.getBackend(),
    ...(hash === undefined ? {} : { hash }),
  })
}
