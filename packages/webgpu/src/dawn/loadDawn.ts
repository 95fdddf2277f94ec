import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { dawnFolder } from './cacheFolder.js'

/** The part of the npm package `webgpu` that is used. */
interface Dawn {
  readonly globals: object
  readonly create: (flags: readonly string[]) => GPU
}

/** The entry of the package that is found from a folder. */
const resolveFrom = (folder: string): string | undefined => {
  try {
    return createRequire(join(folder, 'package.json')).resolve('webgpu')
  } catch {
    return undefined
  }
}

/** Puts an implementation where browsers have theirs, and TensorFlow.js looks for it. */
const provide = (gpu: GPU): void => {
  const navigator = globalThis.navigator ?? {}
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true })
  if (globalThis.navigator === undefined)
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
}

/**
 * An implementation of WebGPU for Node: of the project, else of the cache folder; undefined if
 * there is none. Takes Dawn's flags from the environment.
 *
 * @throws Error if the package is there and cannot be loaded.
 */
export const loadDawn = async (): Promise<GPU | undefined> => {
  const entry = resolveFrom(process.cwd()) ?? resolveFrom(dawnFolder())
  if (entry === undefined) return undefined
  const { globals, create } = (await import(pathToFileURL(entry).href)) as Dawn
  Object.assign(globalThis, globals)
  const gpu = create(process.env.MOMENTA_DAWN_FLAGS?.match(/\S+/g) ?? [])
  // it also keeps Dawn alive, which frees what nobody refers to
  provide(gpu)
  return gpu
}
