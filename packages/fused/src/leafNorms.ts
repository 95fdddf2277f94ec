import { normsOf } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { engineOf } from './engineOf.js'
import { normsAlone } from './normsAlone.js'

/**
 * The L2 norms of leaves as fused steps measure them: one pass over memory for all leaves on fused
 * backends, as in eager elsewhere. The same bits as eager on cpu and wasm.
 *
 * @throws Error on a backend that can only be read asynchronously.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { leafNorms } from '@momenta/fused'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * leafNorms([tf.tensor1d([3, 4]), tf.scalar(2)]) // => [5, 2]
 */
export const leafNorms = (leaves: readonly tf.Tensor[]): readonly number[] => {
  const engine = engineOf(tf.getBackend(), tf.backend())
  const found = engine?.waits === false ? engine.measure(normsAlone(leaves)) : normsOf(leaves)
  return found as readonly number[]
}
