import { finishLines, lineStart } from '../lines/finishLines.js'
import type { LinePass } from '../lines/LineProgram.js'
import type { LineRow } from '../lines/runPasses.js'

/** The memory that a kernel runs in. */
export interface LineMemory<L> {
  readonly memory: { readonly buffer: ArrayBufferLike }
  /** Reusable memory, aligned to 8 bytes. */
  readonly scratch: (bytes: number) => number
  /** The address of a tensor. */
  readonly offset: (tensor: L) => number
}

/** Runs the kernel of a pass that `emitLines` made. */
export const runLineKernel = <L extends { readonly size: number }>(
  kernel: (scalars: number, table: number) => void,
  pass: LinePass,
  scalars: readonly number[],
  { loads, stores, reductions }: LineRow<L>,
  { memory, scratch, offset }: LineMemory<L>,
): void => {
  // reading an offset may make the memory grow, which invalidates views of it
  const offsets = [...loads, ...stores].map(offset)
  const results = reductions.map((tensor, r) => ({
    ...{ to: offset(tensor), size: tensor.size },
    reduction: pass.reductions[r] as LinePass['reductions'][number],
  }))
  const numbers = [...scalars, ...pass.constants]
  const doubles = reductions.reduce((sum, { size }) => sum + size, 0)
  const cells = offsets.length + results.length
  let end = scratch(8 * doubles + 4 * (numbers.length + cells))
  const sums = results.map(({ reduction, size }) => {
    const view = new Float64Array(memory.buffer, end, size).fill(lineStart(reduction))
    end += view.byteLength
    return view
  })
  new Float32Array(memory.buffer, end, numbers.length).set(numbers)
  const table = end + 4 * numbers.length
  const addresses = [...offsets, ...sums.map(({ byteOffset }) => byteOffset)]
  new Uint32Array(memory.buffer, table, cells).set(addresses)
  kernel(end, table)
  results.forEach(({ reduction, to, size }, r) => {
    const into = new Float32Array(memory.buffer, to, size)
    finishLines(pass.shape, reduction, sums[r] as Float64Array, into)
  })
}
