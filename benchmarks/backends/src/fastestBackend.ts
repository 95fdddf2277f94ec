import type { BackendName } from './BackendName.js'
import { tensorflowDevice } from './device/tensorflowDevice.js'
import { stopWebgpu, webgpuDevice } from './device/webgpuDevice.js'

const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  )

/** An adapter in software is slower than wasm. */
const startsWebgpu = async (): Promise<boolean> => {
  try {
    const { isSoftware } = await webgpuDevice(() => {})
    if (isSoftware) stopWebgpu()
    return !isSoftware
  } catch {
    return false
  }
}

/** In the order of their speed. */
const attempts: readonly (readonly [BackendName, () => Promise<boolean>])[] = [
  ['tensorflow-gpu', () => succeeds(tensorflowDevice(true, true))],
  ['webgpu', startsWebgpu],
  ['tensorflow', () => succeeds(tensorflowDevice(false, true))],
]

/**
 * The fastest backend of the machine: TensorFlow with CUDA, WebGPU on a real graphics card,
 * TensorFlow, else wasm.
 */
export const fastestBackend = async (): Promise<BackendName> => {
  for (const [backend, starts] of attempts) if (await starts()) return backend
  return 'wasm'
}
