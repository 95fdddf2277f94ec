import * as tf from '@tensorflow/tfjs-core'

/**
 * A second tensor on the same data. It equals `tf.reshape` to the same shape, which shares memory
 * on every backend (`tf.clone` copies on wasm), without the cost of an operation.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { handle } from '@momenta/eager'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const x = tf.tensor1d([1, 2])
 * const y = handle(x)
 * x.dispose()
 * y.dataSync() // => [1, 2]
 */
export const handle = ({ dataId, shape, dtype }: tf.Tensor): tf.Tensor => {
  tf.backend().incRef(dataId)
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape, dtype })
}
