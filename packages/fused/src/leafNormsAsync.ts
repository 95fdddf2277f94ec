import { normsOfAsync } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { engineOf } from './engineOf.js'
import { normsAlone } from './normsAlone.js'

/**
 * `leafNorms` for backends that can only be read asynchronously: on WebGPU one dispatch for as many
 * leaves as the device binds, and one readback.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { leafNormsAsync } from '@momenta/fused'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * await leafNormsAsync([tf.tensor1d([3, 4]), tf.scalar(2)]) // => [5, 2]
 */
export const leafNormsAsync = async (leaves: readonly tf.Tensor[]): Promise<readonly number[]> => {
  const engine = engineOf(tf.getBackend(), tf.backend())
  return engine === undefined ? normsOfAsync(leaves) : engine.measure(normsAlone(leaves))
}
