import * as tf from '@tensorflow/tfjs-core'

interface Module {
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(offset: number): void
}

const [unwritten, guard, width] = [0x43, 0x5a, 64]

/**
 * Makes the current wasm backend fill new memory with a pattern (195.26 as float32) and put guard
 * bytes after it. `overruns` returns how many allocations were written beyond their end.
 */
export const guardedHeap = (): {
  readonly overruns: () => number
  readonly restore: () => void
} => {
  const { wasm } = tf.backend() as unknown as { readonly wasm: Module }
  wasm._free(wasm._malloc(8))
  const { _malloc: malloc, _free: free } = wasm
  const live = new Map<number, number>()
  let count = 0
  const check = (offset: number) => {
    const end = offset + (live.get(offset) ?? 0)
    if (live.has(offset) && wasm.HEAPU8.subarray(end, end + width).some((byte) => byte !== guard))
      count++
  }
  wasm._malloc = (bytes) => {
    const offset = malloc.call(wasm, bytes + width) >>> 0
    wasm.HEAPU8.fill(unwritten, offset, offset + bytes)
    wasm.HEAPU8.fill(guard, offset + bytes, offset + bytes + width)
    live.set(offset, bytes)
    return offset
  }
  wasm._free = (offset) => {
    check(offset >>> 0)
    live.delete(offset >>> 0)
    free.call(wasm, offset)
  }
  return {
    overruns: () => count,
    restore: () => {
      wasm._malloc = malloc
      wasm._free = free
    },
  }
}
