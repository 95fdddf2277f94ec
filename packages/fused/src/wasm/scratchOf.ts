import type { WasmBackend } from './WasmBackend.js'

/** Memory of the backend that is used again and again, and grows when it must; aligned to 8 bytes. */
export const scratchOf = (backend: WasmBackend): ((bytes: number) => number) => {
  let [offset, size] = [0, 0]
  return (bytes) => {
    if (bytes > size) {
      if (size > 0) backend.wasm._free(offset)
      size = 2 * bytes
      offset = backend.wasm._malloc(size) >>> 0
    }
    return offset
  }
}
