import { dictionary } from '@momenta/core'
import { tensorflowEngine } from '#tensorflow'
import type { Engine } from './Engine.js'
import { cpuEngine } from './engines/cpu/cpuEngine.js'
import { wasmEngine } from './engines/wasm/wasmEngine.js'
import { webgpuEngine } from './engines/webgpu/webgpuEngine.js'

type Maker = (backend: never) => Engine | undefined

const makers = dictionary<Maker>([
  ['wasm', wasmEngine],
  ['cpu', cpuEngine],
  ['webgpu', webgpuEngine],
  ['tensorflow', tensorflowEngine],
])

/** One engine per backend instance: all runners share its kernels and its tensors. */
const engines = new WeakMap<object, Engine | undefined>()

/** The engine of a backend; undefined if it has none. */
export const engineOf = (name: string, backend: object): Engine | undefined => {
  if (!engines.has(backend)) engines.set(backend, makers[name]?.(backend as never))
  return engines.get(backend)
}
