import type { WasmBackend } from './WasmBackend.js'

/** Memory of the backend that is used again and again, and grows when it must; aligned to 8 bytes. */
export const scratchOf = (backend: WasmBackend): ((bytes: number) => number) => {
  let [offset, size] = [0, 0]
  return (bytes) => {
    if (bytes > size) {
      const found = backend.wasm._malloc(2 * bytes) >>> 0
      // address 0 is no memory of ours
      if (found === 0)
        throw new Error(
          `fused: the wasm heap must have room for ${2 * bytes} bytes more, and it has not (4 GiB is its end); use a smaller capacity, or another backend`,
        )
      if (size > 0) backend.wasm._free(offset)
      size = 2 * bytes
      offset = found
    }
    return offset
  }
}
