import { installKernels } from '../installation/installKernels.js'
import { kernelsOf } from './kernels/index.js'
import { guardHeap } from './memory/guardHeap.js'
import { heapOf } from './memory/Heap.js'
import { instantiate } from './memory/instantiate.js'
import type { WasmBackend } from './memory/WasmBackend.js'

/**
 * Registers the kernels of the wasm backend and guards its heap; returns a function that undoes it.
 */
export const enableWasm = async (backend: object): Promise<() => void> => {
  const wasm = backend as WasmBackend
  const simd = await instantiate(wasm)
  const restore = installKernels('wasm', kernelsOf(heapOf(wasm, simd)))
  const unguard = guardHeap(wasm)
  return () => {
    restore()
    unguard()
  }
}
