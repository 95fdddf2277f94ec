import * as tf from '@tensorflow/tfjs-core'
import { gradients } from './gradients/index.js'
import { installGradients } from './installation/installGradients.js'
import { enableTensorflow } from './tensorflow/enableTensorflow.js'
import { enableWasm } from './wasm/enableWasm.js'

type Restore = () => void

const enablers: { readonly [backend: string]: (backend: object) => Promise<Restore> } = {
  wasm: enableWasm,
  tensorflow: enableTensorflow,
}

/** TensorFlow.js's registries are the process's, so what lies in them is kept once a process too. */
const enabled = new Map<string, { readonly backend: object; readonly restore: Restore }>()
let restoreGradients: Restore = () => {}

const disable = (name: string): void => {
  const entry = enabled.get(name)
  if (entry === undefined) return
  enabled.delete(name)
  entry.restore()
  if (enabled.size === 0) restoreGradients()
}

/**
 * Gives the current backend what it lacks or does slowly for training. It takes effect on the whole process until the function that it answers is called,
 * which puts the former kernels and gradients back. Importing this package alone changes nothing. Twice is as once.
 *
 * - `wasm`: the gradients of convolutions, depthwise convolutions and `tf.gather`, which it lacks; of pooling, relu and products, which are slow; sums and means
 *   whose error does not grow with their length; clones that share their memory; and one kernel each way for {@link batchNorm}, {@link lstm} and
 *   {@link softmaxCrossEntropy}. A heap at its end (4 GiB) is an error instead of overwritten memory.
 * - `tensorflow` (tfjs-node): TensorFlow's own operation for the gradient of relu, and one each way for the three operations, where TensorFlow.js composes
 *   dozens of small ones.
 * - other backends: nothing is needed; the operations are composed there.
 *
 * @throws Error if the wasm backend shows no memory or the machine has no SIMD.
 *
 * @example
 * import '@momenta/gradients'
 * import { enableTraining } from '@momenta/training'
 * import '@tensorflow/tfjs-backend-wasm'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * await tf.setBackend('wasm')
 * const disable = await enableTraining()
 * const filter = tf.ones<tf.Rank.R4>([2, 2, 1, 1])
 * const loss = (f: tf.Tensor) => tf.sum(tf.conv2d(tf.ones<tf.Rank.R4>([1, 3, 3, 1]), f as tf.Tensor4D, 1, 'valid'))
 * tf.grad(loss)(filter).dataSync() // => [4, 4, 4, 4]
 * disable()
 */
export const enableTraining = async (): Promise<() => void> => {
  await tf.ready()
  const name = tf.getBackend()
  const backend = tf.backend()
  const enable = enablers[name]
  if (enable === undefined) return () => {}
  if (enabled.get(name)?.backend !== backend) {
    disable(name)
    const restore = await enable(backend)
    if (enabled.size === 0) restoreGradients = installGradients(gradients)
    enabled.set(name, { backend, restore })
  }
  return () => disable(name)
}
