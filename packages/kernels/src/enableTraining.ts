import * as tf from '@tensorflow/tfjs-core'
import { gradients } from './gradients/index.js'
import { installGradients } from './installation/installGradients.js'
import { enableTensorflow } from './tensorflow/enableTensorflow.js'
import { enableWasm } from './wasm/enableWasm.js'
import { enableWebgpu } from './webgpu/enableWebgpu.js'

type Restore = () => void
type Enable = (backend: object) => Promise<Restore>

const enablers: { readonly [backend: string]: Enable } = {
  wasm: enableWasm,
  tensorflow: enableTensorflow,
  webgpu: enableWebgpu,
}

interface Entry {
  readonly backend: object
  /** A promise, so that a second call waits for the kernels of a pending first one. */
  readonly restore: Promise<Restore>
}

/** Once per process, as TensorFlow.js's registries. */
const enabled = new Map<string, Entry>()
let restoreGradients: Restore = () => {}

const currentBackend = async (): Promise<string> => {
  try {
    await tf.ready()
    return tf.getBackend()
  } catch (cause) {
    throw new Error(
      "enableTraining: no backend of TensorFlow.js is registered or none starts; import '@tensorflow/tfjs-backend-wasm' and call await tf.setBackend('wasm') first",
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
 * Registers the kernels and gradients for training that the current backend lacks, that are slow,
 * or that are wrong. They apply to the whole process until the returned function is called, which
 * restores the former ones. Importing this package alone changes nothing.
 *
 * Call it after `await tf.setBackend(…)`, once for each backend. Further calls for the same backend
 * change nothing, and return an equivalent function. For backends that need nothing (cpu, webgl) it
 * does nothing: a call before `setBackend('wasm')`, while the backend is cpu, has no effect on
 * wasm.
 *
 * - `wasm`: the missing gradients of convolutions, depthwise convolutions and `tf.gather`; faster
 *   gradients of pooling, relu and products; sums and means whose error does not grow with their
 *   length; clones that share their memory; and one kernel for each direction of `batchNorm`,
 *   `lstm` and `softmaxCrossEntropy`. Corrects stock kernels for empty tensors, whose
 *   sums and products they leave unwritten, and for int32 and bool, which they read as float32
 *   (also `tf.oneHot` of type float32). When the heap is full (4 GiB), an allocation throws instead
 *   of overwriting memory.
 * - `tensorflow` (tfjs-node): TensorFlow's own operations for the gradient of relu and for both
 *   directions of the three operations, where TensorFlow.js composes dozens of small ones.
 * - `webgpu`: a few dispatches for each direction of the three operations, and one for the gradient
 *   of relu; `tf.concat` and `tf.split` along the first axis by copies. Reading a label would wait
 *   for the device, so a label that is no class gives NaN.
 * - everywhere: gradients of sums and means that upload no ones from the host.
 * - other backends: nothing; the operations are composed.
 *
 * @throws Error if no backend starts, the memory of the wasm backend is not accessible, or the
 *   machine has no SIMD.
 *
 * @example
 * import '@momenta/register-gradients'
 * import { enableTraining } from '@momenta/kernels'
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
  const current = enabled.get(name)
  const restore = await (current?.backend === backend
    ? current.restore
    : install(name, backend, enable))
  const entry = enabled.get(name)
  // the function of an earlier call does not disable what was enabled since
  return () => {
    if (entry !== undefined && enabled.get(name) === entry) disable(name, restore)
  }
}
