import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/**
 * WebGPU in Node needs the package `webgpu` (Dawn, 130 MB) and a Vulkan driver, software or not.
 * Where MOMENTA_WEBGPU names a folder that has it and `@tensorflow/tfjs-backend-webgpu` installed,
 * these tests run; elsewhere they are skipped.
 */
const started = async (): Promise<string | undefined> => {
  const folder = process.env.MOMENTA_WEBGPU
  if (folder === undefined) return 'MOMENTA_WEBGPU names no folder with webgpu installed'
  const required = createRequire(join(folder, 'x.js'))
  const dawn = await import(pathToFileURL(required.resolve('webgpu')).href)
  Object.assign(globalThis, dawn.globals)
  const gpu = dawn.create([])
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true })
  const { WebGPUBackend } = required('@tensorflow/tfjs-backend-webgpu')
  const adapter = await gpu.requestAdapter()
  if (adapter === null) return 'no adapter: name a Vulkan driver with VK_ICD_FILENAMES'
  const device = await adapter.requestDevice()
  device.addEventListener('uncapturederror', ({ error }: { error: Error }) =>
    errors.push(error.message),
  )
  // Dawn forgets what nobody holds, and Node with it; a device that is alive keeps the process alive
  Object.assign(globalThis, { held: [gpu, adapter, device] })
  t.teardown(() => {
    device.destroy()
    setTimeout(() => process.exit(), 500)
  })
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info))
  return undefined
}
/** What the device complained of. */
export const errors: string[] = []
const reason = await started()
/** The option of tests that need WebGPU: to be skipped, and why, where there is none. */
export const unless = reason === undefined ? {} : { skip: reason }
