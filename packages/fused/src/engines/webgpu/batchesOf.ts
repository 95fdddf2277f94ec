import type { BoundRow } from './BoundRow.js'
import { type Bindings, workgroup } from './emit.js'

/** Rows alike that one dispatch runs. */
export interface Batch {
  readonly bindings: Bindings
  /** Those of all rows, in order, with their bytes. */
  readonly buffers: GPUBuffer[]
  readonly sizes: number[]
  readonly written: GPUBuffer[]
  leaves: number
  workgroups: number
  /** The bind group, once a run has found the buffers in the same place. */
  group?: GPUBindGroup
}

/** More leaves make longer shaders and hardly fewer commands. */
const mostLeaves = 8

/** Whether a buffer that a batch or a row writes is bound by the other, which WebGPU forbids. */
const conflicts = (
  { buffers, written }: Batch,
  own: readonly GPUBuffer[],
  stores: readonly GPUBuffer[],
): boolean =>
  own.some((buffer) => written.includes(buffer)) || stores.some((store) => buffers.includes(store))

/**
 * Cuts rows, in their order, into batches that one dispatch runs: rows alike, as many as the device
 * can bind at once.
 *
 * @param most - The storage buffers that a shader can bind.
 */
export const batchesOf = (rows: readonly BoundRow[], most: number): readonly Batch[] => {
  const batches: Batch[] = []
  let batch: Batch | undefined
  for (const row of rows) {
    const { bindings, buffers, size } = row
    const stores = bindings.stores.map((store) => buffers[store] as GPUBuffer)
    if (
      batch === undefined ||
      batch.bindings !== bindings ||
      batch.leaves === mostLeaves ||
      batch.buffers.length + buffers.length > most ||
      conflicts(batch, buffers, stores)
    ) {
      batch = { bindings, buffers: [], sizes: [], written: [], leaves: 0, workgroups: 0 }
      batches.push(batch)
    }
    batch.buffers.push(...buffers)
    batch.sizes.push(...buffers.map(() => 4 * size))
    batch.written.push(...stores)
    batch.leaves += 1
    batch.workgroups += Math.ceil(size / workgroup)
  }
  return batches
}
