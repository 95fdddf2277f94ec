import { missing } from '../Missing.js'
import type { Result } from '../Result.js'
import { type StartOptions, startWith } from '../start/startWith.js'
import type { Webgpu } from '../Webgpu.js'
import { loadDawn } from './loadDawn.js'

const remedy =
  'install the driver of your graphics card (on Linux one for Vulkan), or use the wasm backend'

/**
 * Starts TensorFlow.js's WebGPU backend and makes it the current one. The device has the full
 * limits of its adapter, and its errors are reported, each once, in one line.
 *
 * In Node it runs on Dawn, the implementation of Chromium: the npm package `webgpu` of the project,
 * or the one that `npx @momenta/webgpu` put into the user's cache folder. It needs no CUDA; it
 * needs a driver for Vulkan, Metal or Direct3D 12. The process ends after `stop`.
 *
 * @returns The adapter, or (`ok` is false) why there is none, in one line with the remedy.
 *
 * @example
 * import { startWebgpu } from '@momenta/webgpu'
 *
 * const started = await startWebgpu({ report: () => {} })
 * const text = started.ok ? started.adapter.vendor : started.message
 * if (started.ok) started.stop()
 * typeof text // => 'string'
 */
export const startWebgpu = async (options: StartOptions = {}): Promise<Result<Webgpu>> => {
  let gpu: GPU | undefined
  try {
    gpu = await loadDawn()
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n')
    return missing(
      'dawn',
      `startWebgpu: cannot load the npm package webgpu (${line?.trim()}); run npx @momenta/webgpu again`,
    )
  }
  if (gpu === undefined)
    return missing(
      'dawn',
      'startWebgpu: in Node the npm package webgpu is required, got none; run npx @momenta/webgpu once, or npm install webgpu',
    )
  return startWith(gpu, options, remedy)
}
