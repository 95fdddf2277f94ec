import { type BackendName, isGpu } from '@momenta/bench-backends'

/** The heap of WebAssembly cannot grow beyond this. */
const wasmHeap = 4 * 2 ** 30

/**
 * The bytes that tensors may take on a backend now, also in a container with a limit; infinite for
 * a graphics card, which does not tell.
 */
export const memoryFor = (backend: BackendName): number => {
  if (isGpu(backend)) return Number.POSITIVE_INFINITY
  return backend === 'wasm'
    ? Math.min(wasmHeap, process.availableMemory())
    : process.availableMemory()
}

/** The backward pass holds gradients and buffers beside what the forward pass leaves. */
const reserve = 1.6

/**
 * The bytes that a step needs, linear in its batch.
 *
 * @param bytesAt - Measures the bytes of tensors of a step with a batch of 1 and 2.
 */
export const stepMemory = async (
  bytesAt: (batch: number) => Promise<number>,
): Promise<(batch: number) => number> => {
  const [one, two] = [await bytesAt(1), await bytesAt(2)]
  return (batch) => reserve * (one + (batch - 1) * Math.max(0, two - one))
}

/** Bytes in words: `300 MiB`, `4.2 GiB`. */
export const bytesText = (bytes: number): string =>
  bytes < 2 ** 30 ? `${Math.round(bytes / 2 ** 20)} MiB` : `${(bytes / 2 ** 30).toFixed(1)} GiB`
