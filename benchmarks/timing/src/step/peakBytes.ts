import * as tf from '@tensorflow/tfjs-core'

interface Heap {
  _malloc(bytes: number): number
  _free(offset: number): void
}

/**
 * The peak of the bytes that a step allocates on the wasm heap; undefined on other backends.
 *
 * Counts the backend's own malloc and free; what its kernels allocate internally is not seen.
 */
export const peakBytes = (step: () => void): number | undefined => {
  // the module of the wasm backend is private to it
  const { wasm } = tf.backend() as tf.KernelBackend & { readonly wasm?: Heap }
  if (wasm === undefined) return undefined
  const { _malloc: malloc, _free: free } = wasm
  const sizes = new Map<number, number>()
  let [live, peak] = [0, 0]
  wasm._malloc = (bytes) => {
    const offset = malloc(bytes)
    sizes.set(offset >>> 0, bytes)
    live += bytes
    peak = Math.max(peak, live)
    return offset
  }
  wasm._free = (offset) => {
    live -= sizes.get(offset >>> 0) ?? 0
    sizes.delete(offset >>> 0)
    free(offset)
  }
  try {
    step()
    return peak
  } finally {
    wasm._malloc = malloc
    wasm._free = free
  }
}
