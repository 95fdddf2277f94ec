import type { WasmBackend } from './WasmBackend.js'

/** Reusable memory of the backend that grows if needed; aligned to 8 bytes. */
export const scratchOf = (backend: WasmBackend): ((bytes: number) => number) => {
  let [offset, size] = [0, 0]
  return (bytes) => {
    if (bytes > size) {
      const found = backend.wasm._malloc(2 * bytes) >>> 0
      // address 0 means that nothing is allocated
      if (found === 0)
        throw new Error(
          `fused: out of wasm memory: cannot allocate ${2 * bytes} bytes (limit 4 GiB); use a smaller capacity, or another backend`,
        )
      if (size > 0) backend.wasm._free(offset)
      size = 2 * bytes
      offset = found
    }
    return offset
  }
}
