import { freemem } from 'node:os'
import type { BackendName } from '../jobs/TrainingJob.js'

/** The heap of WebAssembly cannot grow beyond this. */
const wasmHeap = 4 * 2 ** 30

/** The bytes that tensors may take on a backend now. */
export const memoryFor = (backend: BackendName): number =>
  backend === 'wasm' ? Math.min(wasmHeap, freemem()) : freemem()

/** The backward pass holds gradients and buffers beside what the forward pass leaves. */
const reserve = 1.6

/**
 * The largest batch that fits: the given one, or half of it as often as needed.
 *
 * @param bytesAt - Measures the bytes of tensors of a step with a batch.
 */
export const fittingBatch = async (
  batch: number,
  memory: number,
  bytesAt: (batch: number) => Promise<number>,
): Promise<number> => {
  if (batch < 4) return batch
  const [one, two] = [await bytesAt(1), await bytesAt(2)]
  const needed = (count: number) => reserve * (one + (count - 1) * Math.max(0, two - one))
  let fitting = batch
  while (fitting > 1 && needed(fitting) > memory) fitting = Math.floor(fitting / 2)
  if (needed(fitting) > memory)
    throw new Error(
      `project: a batch of one needs about ${Math.ceil(needed(1) / 2 ** 20)} MiB, and ${Math.floor(memory / 2 ** 20)} MiB are free; use a machine with more memory`,
    )
  return fitting
}
