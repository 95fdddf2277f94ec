import { combinePartials, partials, type Reduction, startOf } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { ReductionRow } from '../../Engine.js'
import { bytesOfOutput, emitReduction } from './emitReduction.js'

type Output = Reduction['outputs'][number]
type Run = (scalars: number, table: number, rows: number, out: number) => void

/** Where kernels find the backend's memory. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory
  readonly shared: boolean
  readonly scratch: (bytes: number) => number
  readonly instance: (bytes: Uint8Array<ArrayBuffer>) => unknown
  readonly offset: (tensor: tf.Tensor) => number
}

/** Reduces leaves in the backend's memory, all in one call: for each row, one number per output. */
export const reducer = ({ memory, shared, scratch, instance, offset }: KernelMemory) => {
  const kernels = new WeakMap<Reduction, Run>()
  const kernelOf = (reduction: Reduction): Run => {
    const known = kernels.get(reduction)
    if (known !== undefined) return known
    const made = instance(emitReduction(reduction, shared)) as Run
    kernels.set(reduction, made)
    return made
  }
  return (
    reduction: Reduction,
    scalars: readonly number[],
    rows: readonly ReductionRow[],
  ): readonly number[] => {
    const kernel = kernelOf(reduction)
    const { outputs, constants } = reduction
    // reading the offset moves a tensor of another backend here; the memory may then grow, which
    // invalidates views of it
    const cells: number[] = []
    for (const { size, loads } of rows) {
      cells.push(size)
      for (const tensor of loads) cells.push(offset(tensor))
    }
    const numbers = [...scalars, ...constants]
    const bytesOfRow = bytesOfOutput * outputs.length
    const out = scratch(rows.length * bytesOfRow + 4 * (numbers.length + cells.length))
    const at = out + rows.length * bytesOfRow
    const table = at + 4 * numbers.length
    const sums = new Float64Array(memory.buffer, out, rows.length * outputs.length * partials)
    for (let o = 0, from = 0; from < sums.length; from += partials) {
      sums.fill(startOf((outputs[o] as Output).by), from, from + partials)
      o = o + 1 === outputs.length ? 0 : o + 1
    }
    new Float32Array(memory.buffer, at, numbers.length).set(numbers)
    new Uint32Array(memory.buffer, table, cells.length).set(cells)
    kernel(at, table, rows.length, out)
    const results: number[] = []
    for (const { size } of rows)
      for (const { by } of outputs)
        results.push(combinePartials(by, sums, size, partials * results.length))
    return results
  }
}
