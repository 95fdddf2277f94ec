import * as tf from '@tensorflow/tfjs-core'

interface Heap {
  _malloc(bytes: number): number
  _free(offset: number): void
}

/**
 * The most bytes that a step takes from the wasm heap beyond what lay there before it; undefined on other backends.
 *
 * Counted at the backend's own malloc and free, so what its kernels take for themselves is not seen.
 */
export const peakOf = (step: () => void): number | undefined => {
  const { wasm } = tf.backend() as unknown as { readonly wasm?: Heap }
  if (wasm === undefined) return undefined
  const { _malloc: malloc, _free: free } = wasm
  const sizes = new Map<number, number>()
  let [live, most] = [0, 0]
  wasm._malloc = (bytes) => {
    const offset = malloc(bytes)
    sizes.set(offset >>> 0, bytes)
    live += bytes
    most = Math.max(most, live)
    return offset
  }
  wasm._free = (offset) => {
    live -= sizes.get(offset >>> 0) ?? 0
    sizes.delete(offset >>> 0)
    free(offset)
  }
  try {
    step()
    return most
  } finally {
    wasm._malloc = malloc
    wasm._free = free
  }
}
