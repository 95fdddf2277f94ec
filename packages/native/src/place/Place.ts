import { join } from 'node:path'
import type { Machine } from '../machine/Machine.js'
import { versions } from './versions.js'

/** Where everything lies; all of it in one folder, which can be moved or deleted. */
export interface Place {
  readonly gpu: boolean
  readonly root: string
  /** Holds the npm packages. */
  readonly modules: string
  /** `@tensorflow/tfjs-node` or `-gpu`. */
  readonly backend: string
  readonly addon: string
  readonly wheels: string
  /** TensorFlow's libraries and headers; for the GPU, NVIDIA's beside them. */
  readonly libraries: string
  /** Written last, once everything was verified. */
  readonly stamp: string
  readonly lock: string
}

const cacheFolder = ({ environment, homeFolder, platform }: Machine): string => {
  if (environment.MOMENTA_CACHE) return environment.MOMENTA_CACHE
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'momenta')
  return platform === 'darwin'
    ? join(homeFolder, 'Library', 'Caches', 'momenta')
    : join(homeFolder, '.cache', 'momenta')
}

/** The place of a set-up: in `MOMENTA_CACHE`, else the user's cache folder, under a name that holds the versions. */
export const placeOf = (machine: Machine, gpu: boolean): Place => {
  const kind = gpu ? 'gpu' : 'cpu'
  const name = `tensorflow-${versions.tensorflow}-${kind}-tfjs-${versions.tfjs}-${machine.platform}-${machine.arch}`
  const root = join(cacheFolder(machine), name)
  const modules = join(root, 'node')
  const backend = join(modules, 'node_modules', '@tensorflow', gpu ? 'tfjs-node-gpu' : 'tfjs-node')
  return {
    gpu,
    root,
    modules,
    backend,
    addon: join(backend, 'lib', 'napi-v8', 'tfjs_binding.node'),
    wheels: join(root, 'wheels'),
    libraries: join(root, 'site'),
    stamp: join(root, 'ready.json'),
    lock: join(root, 'lock'),
  }
}
