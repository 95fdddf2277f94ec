import type { WasmBackend } from './WasmBackend.js'

/**
 * Makes a failed allocation an error. When the heap is full (4 GiB), malloc returns 0; stock
 * TensorFlow.js uses it as an offset and overwrites the beginning of the memory.
 *
 * Returns a function that removes the guard.
 */
export const guardHeap = (backend: WasmBackend): (() => void) => {
  // emscripten's stub replaces itself in its first call, which would remove the guard
  backend.wasm._free(backend.wasm._malloc(8))
  const malloc = backend.wasm._malloc
  backend.wasm._malloc = (bytes) => {
    const offset = malloc.call(backend.wasm, bytes)
    if (offset === 0 && bytes > 0)
      throw new Error(
        `out of wasm memory: cannot allocate ${bytes} bytes (heap ${backend.wasm.HEAPU8.length} bytes, limit 4294967296); dispose of tensors, or use a smaller batch or another backend`,
      )
    return offset
  }
  return () => {
    backend.wasm._malloc = malloc
  }
}
