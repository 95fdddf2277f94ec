/** The memory that kernels run in. */
export interface Scratch {
  readonly memory: { readonly buffer: ArrayBufferLike }
  /** Reusable memory, aligned to 8 bytes. */
  readonly scratch: (bytes: number) => number
}

/** What a kernel reads and where it adds up. */
export interface KernelInput {
  /** The number of partial results, and what writes those before the first element. */
  readonly sums: number
  readonly start: (sums: Float64Array) => void
  readonly numbers: readonly number[]
  /** The table of sizes and addresses, from the address of the partial results. */
  readonly table: (sums: number) => readonly number[]
}

/** The bytes of scratch memory of a call. */
export const bytesOfCall = (sums: number, numbers: number, cells: number): number =>
  8 * sums + 4 * (numbers + cells)

/**
 * Calls a kernel with the addresses of its numbers, of its table and of its partial results.
 *
 * @returns The partial results.
 */
export const callKernel = (
  { memory, scratch }: Scratch,
  { sums, start, numbers, table }: KernelInput,
  kernel: (numbers: number, table: number, sums: number) => void,
): Float64Array => {
  const cells = table(0).length
  const out = scratch(bytesOfCall(sums, numbers.length, cells))
  const results = new Float64Array(memory.buffer, out, sums)
  start(results)
  const at = out + results.byteLength
  new Float32Array(memory.buffer, at, numbers.length).set(numbers)
  const to = at + 4 * numbers.length
  new Uint32Array(memory.buffer, to, cells).set(table(out))
  kernel(at, to, out)
  return results
}
