import * as tf from '@tensorflow/tfjs-core'
import { gradients } from './gradients/index.js'
import { installGradients } from './installation/installGradients.js'
import { enableTensorflow } from './tensorflow/enableTensorflow.js'
import { enableWasm } from './wasm/enableWasm.js'

type Restore = () => void
type Enable = (backend: object) => Promise<Restore>

const enablers: { readonly [backend: string]: Enable } = {
  wasm: enableWasm,
  tensorflow: enableTensorflow,
}

interface Entry {
  readonly backend: object
  /** A promise, so that a second call while the first is pending waits for the same kernels. */
  readonly restore: Promise<Restore>
}

/** TensorFlow.js's registries belong to the process, so what is in them is kept once per process. */
const enabled = new Map<string, Entry>()
let restoreGradients: Restore = () => {}

const currentBackend = async (): Promise<string> => {
  try {
    await tf.ready()
    return tf.getBackend()
  } catch (cause) {
    throw new Error(
      "enableTraining: a backend of TensorFlow.js must be registered and start, and none does; import '@tensorflow/tfjs-backend-wasm' and call await tf.setBackend('wasm') before",
      { cause },
    )
  }
}

const disable = (name: string, restore: Restore): void => {
  enabled.delete(name)
  restore()
  if (enabled.size === 0) restoreGradients()
}

const install = async (name: string, backend: object, enable: Enable): Promise<Restore> => {
  const former = enabled.get(name)
  const entry: Entry = {
    backend,
    restore: (async () => {
      if (former !== undefined) (await former.restore)()
      return enable(backend)
    })(),
  }
  if (enabled.size === 0) restoreGradients = installGradients(gradients)
  enabled.set(name, entry)
  try {
    return await entry.restore
  } catch (error) {
    disable(name, () => {})
    throw error
  }
}

/**
 * Gives the current backend what it lacks, what it does slowly, and what it does wrong for training.
 * It takes effect on the whole process until the function that it returns is called, which puts the
 * former kernels and gradients back. Importing this package alone changes nothing.
 *
 * Call it after `await tf.setBackend(…)`, once for each backend. Another call for the same backend
 * changes nothing, and returns a function that does the same as the first. A backend that needs
 * nothing (cpu, webgl, webgpu) is left as it is: a call before `setBackend('wasm')` while the
 * backend is cpu does nothing for wasm.
 *
 * - `wasm`: the gradients of convolutions, depthwise convolutions and `tf.gather`, which it lacks; of
 *   pooling, relu and products, which are slow; sums and means whose error does not grow with their
 *   length; clones that share their memory; and one kernel each way for {@link batchNorm},
 *   {@link lstm} and {@link softmaxCrossEntropy}. Stock kernels are right for empty tensors, whose
 *   sums and products they leave unwritten, and for int32 and bool, whose bits they take for float32
 *   (`tf.oneHot` of type float32 among them). A heap at its end (4 GiB) is an error instead of
 *   overwritten memory.
 * - `tensorflow` (tfjs-node): TensorFlow's own operation for the gradient of relu, and one each way
 *   for the three operations, where TensorFlow.js composes dozens of small ones.
 * - other backends: nothing is needed; the operations are composed there.
 *
 * @throws Error if no backend starts, the wasm backend shows no memory, or the machine has no SIMD.
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
  const name = await currentBackend()
  const backend = tf.backend()
  const enable = enablers[name]
  if (enable === undefined) return () => {}
  const known = enabled.get(name)
  const restore = await (known?.backend === backend
    ? known.restore
    : install(name, backend, enable))
  const entry = enabled.get(name)
  // a function of an earlier call does not disable what was enabled since
  return () => {
    if (entry !== undefined && enabled.get(name) === entry) disable(name, restore)
  }
}
