import { join, relative } from 'node:path'
import type { Machine } from '../machine/Machine.js'
import { versions } from './versions.js'

/** The paths of the setup, all in one folder, which can be moved or deleted. */
export interface Place {
  readonly gpu: boolean
  readonly root: string
  /** Contains the npm packages. */
  readonly modules: string
  /** `@tensorflow/tfjs-node` or `-gpu`. */
  readonly backend: string
  readonly addon: string
  readonly wheels: string
  /** TensorFlow's libraries and headers; for the GPU also NVIDIA's. */
  readonly libraries: string
  /** Written last, after the verification. */
  readonly stamp: string
  readonly lock: string
  /** The files that loading needs, relative to the root. */
  readonly needed: readonly string[]
}

const shared = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2']

const cacheFolder = ({ environment, homeFolder, platform }: Machine): string => {
  if (environment.MOMENTA_CACHE) return environment.MOMENTA_CACHE
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'momenta')
  return platform === 'darwin'
    ? join(homeFolder, 'Library', 'Caches', 'momenta')
    : join(homeFolder, '.cache', 'momenta')
}

/**
 * The paths of a setup: in `MOMENTA_CACHE`, else the user's cache folder, in a folder named by
 * versions.
 */
export const placeOf = (machine: Machine, gpu: boolean): Place => {
  const kind = gpu ? 'gpu' : 'cpu'
  const name = `tensorflow-${versions.tensorflow}-${kind}-tfjs-${versions.tfjs}-${machine.platform}-${machine.arch}`
  const root = join(cacheFolder(machine), name)
  const modules = join(root, 'node')
  const backend = join(modules, 'node_modules', '@tensorflow', gpu ? 'tfjs-node-gpu' : 'tfjs-node')
  const addon = join(backend, 'lib', 'napi-v8', 'tfjs_binding.node')
  const libraries = join(root, 'site')
  const needed = [
    join(backend, 'package.json'),
    addon,
    ...shared.map((name) => join(libraries, name)),
  ]
  return {
    gpu,
    root,
    modules,
    backend,
    addon,
    wheels: join(root, 'wheels'),
    libraries,
    stamp: join(root, 'ready.json'),
    lock: join(root, 'lock'),
    needed: needed.map((path) => relative(root, path)),
  }
}
