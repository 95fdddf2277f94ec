import { missing, type Result, type Webgpu } from '../Started.js'
import { type StartOptions, startWith } from '../start/startWith.js'
import { loadDawn } from './loadDawn.js'

const remedy =
  'install the driver of your graphics card (on Linux one for Vulkan), or use the wasm backend'

/** `startWebgpu` in Node, on Dawn. */
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
