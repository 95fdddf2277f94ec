import { missing } from './Missing.js'
import type { Result } from './Result.js'
import { type StartOptions, startWith } from './start/startWith.js'
import type { Webgpu } from './Webgpu.js'

/**
 * Starts TensorFlow.js's WebGPU backend and makes it the current one. The device has the full
 * limits of its adapter, and its errors are reported, each once, in one line.
 *
 * This is the entry for browsers, which runs on `navigator.gpu`; that for Node runs on Dawn.
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
  const { gpu } = globalThis.navigator
  if (gpu === undefined)
    return missing(
      'support',
      'startWebgpu: a browser with WebGPU and a page served by https or localhost are required, got none; use the wasm backend',
    )
  return startWith(gpu, options, 'enable hardware acceleration, or use the wasm backend')
}
