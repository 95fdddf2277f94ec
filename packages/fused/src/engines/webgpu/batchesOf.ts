import { areAlike, type BoundRow } from './BoundRow.js'

/** More leaves make longer shaders and hardly fewer commands. */
const mostLeaves = 8

/** Whether a buffer that one of two rows writes is bound by the other, which WebGPU forbids. */
const conflict = (a: BoundRow, b: BoundRow): boolean => {
  const writes = ({ bindings, buffers }: BoundRow, buffer: GPUBuffer): boolean =>
    bindings.stores.some((store) => buffers[store] === buffer)
  return a.buffers.some(
    (buffer) => b.buffers.includes(buffer) && (writes(a, buffer) || writes(b, buffer)),
  )
}

/**
 * Cuts rows, in their order, into batches that one dispatch runs: rows alike, as many as the device
 * can bind at once.
 *
 * @param most - The storage buffers that a shader can bind.
 */
export const batchesOf = (
  rows: readonly BoundRow[],
  most: number,
): readonly (readonly BoundRow[])[] => {
  const batches: BoundRow[][] = []
  let batch: BoundRow[] = []
  for (const row of rows) {
    const [first] = batch
    const fits = batch.length < Math.min(mostLeaves, Math.floor(most / row.bindings.count))
    const joins =
      first !== undefined && fits && areAlike(first, row) && !batch.some((b) => conflict(b, row))
    if (!joins) {
      batch = []
      batches.push(batch)
    }
    batch.push(row)
  }
  return batches
}
