import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import type { FlatParams } from '../flat/FlatParams.js'
import { spansOf } from '../flat/spansOf.js'
import { isTensor } from './isTensor.js'
import { readAll } from './readAll.js'

/**
 * Reads a tree of float32 tensors or variables into one float64 vector, in one transfer. The
 * tensors are neither modified nor disposed of.
 *
 * @throws TypeError if a node is neither a tensor, a list nor a record, or a tensor is not float32
 *   or is disposed of.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { flattenTensors } from '@momenta/probes/tensors'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const flat = await flattenTensors({ kernel: tf.ones([2, 3]), bias: tf.zeros([3]) })
 * flat.values // => [1, 1, 1, 1, 1, 1, 0, 0, 0]
 * flat.unflatten(flat.values).kernel.shape // => [2, 3]
 */
export const flattenTensors = async <P extends object>(tree: P): Promise<FlatParams<P>> => {
  const { leaves, names, rebuild } = flatten('flattenTensors', tree, isTensor)
  for (const [i, { isDisposed }] of leaves.entries())
    if (isDisposed)
      throw new TypeError(
        `flattenTensors: parameter '${names[i]}' must not be disposed of; keep the tensors until they are read (await), or pass those of the current iterate`,
      )
  for (const [i, { dtype }] of leaves.entries())
    if (dtype !== 'float32')
      throw new TypeError(
        `flattenTensors: parameter '${names[i]}' must be float32, got ${dtype}; cast it with tf.cast(x, 'float32')`,
      )
  const spans = spansOf(leaves.map(({ shape }, i) => ({ name: names[i] as string, shape })))
  return {
    values: leaves.length === 0 ? new Float64Array(0) : await readAll(() => leaves),
    spans,
    unflatten: (flat) =>
      rebuild(
        spans.map(({ shape, offset, size }) =>
          tf.tensor(Float32Array.from(flat.subarray(offset, offset + size)), [...shape], 'float32'),
        ),
      ) as P,
  }
}
