import type { WasmBackend } from './WasmBackend.js'

/**
 * Makes a failed allocation an error. Stock TensorFlow.js takes the 0 that malloc answers at the end of the heap (4 GiB) for an offset, and overwrites what
 * lies at the beginning of the memory.
 *
 * Answers a function that takes the guard off.
 */
export const guardHeap = (backend: WasmBackend): (() => void) => {
  // the first call of emscripten's stub replaces the stub, and would take the guard off
  backend.wasm._free(backend.wasm._malloc(8))
  const malloc = backend.wasm._malloc
  backend.wasm._malloc = (bytes) => {
    const offset = malloc.call(backend.wasm, bytes)
    if (offset === 0 && bytes > 0)
      throw new Error(
        `wasm: the heap must have room for ${bytes} bytes more, and it has not (${backend.wasm.HEAPU8.length} are in use, 4294967296 is the end); dispose of tensors, or train with a smaller batch or on another backend`,
      )
    return offset
  }
  return () => {
    backend.wasm._malloc = malloc
  }
}
