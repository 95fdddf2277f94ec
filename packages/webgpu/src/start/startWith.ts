import * as tf from '@tensorflow/tfjs-core'
import { missing } from '../Missing.js'
import type { Result } from '../Result.js'
import type { Webgpu } from '../Webgpu.js'
import { adapterOf } from './adapterOf.js'
import { LeanBackend } from './LeanBackend.js'
import { oneLine } from './oneLine.js'
import { reportErrors } from './reportErrors.js'
import { requestDevice } from './requestDevice.js'

/** Options of `startWebgpu`. */
export interface StartOptions {
  /** Which adapter to prefer where there are two. Default `'high-performance'`. */
  readonly powerPreference?: GPUPowerPreference
  /** Receives warnings and errors of the device, one line each. Default `console.warn`. */
  readonly report?: (message: string) => void
}

// biome-ignore lint/suspicious/noConsole: a page has no other place for warnings
const warn = (message: string): void => console.warn(message)

/** Starts the backend on an implementation of WebGPU. */
export const startWith = async (
  gpu: GPU,
  { powerPreference = 'high-performance', report = warn }: StartOptions,
  remedy: string,
): Promise<Result<Webgpu>> => {
  const found = await gpu.requestAdapter({ powerPreference })
  if (found === null)
    return missing('adapter', `startWebgpu: a GPU and its driver are required, got none; ${remedy}`)
  const adapter = adapterOf(found)
  let device: GPUDevice
  try {
    device = await requestDevice(found)
  } catch (error) {
    return missing(
      'device',
      `startWebgpu: ${adapter.description || adapter.vendor} must give a device, got ${oneLine(error instanceof Error ? error.message : String(error))}; update its driver, or use the wasm backend`,
    )
  }
  reportErrors(device, report)
  if (adapter.isSoftware)
    report(
      `webgpu: ${adapter.description || adapter.vendor} computes on the processor and is slower than the wasm backend; it serves for tests`,
    )
  // TensorFlow.js registers a backend with small limits where it finds WebGPU
  if (tf.findBackendFactory('webgpu') !== null) tf.removeBackend('webgpu')
  tf.registerBackend('webgpu', () => new LeanBackend(device, found.info), 3)
  const stop = () => {
    tf.removeBackend('webgpu')
    device.destroy()
  }
  if (!(await tf.setBackend('webgpu'))) {
    stop()
    return missing(
      'device',
      `startWebgpu: TensorFlow.js must start on ${adapter.description || adapter.vendor}, got an error (above); use the wasm backend`,
    )
  }
  return { ok: true, backend: 'webgpu', adapter, stop }
}
