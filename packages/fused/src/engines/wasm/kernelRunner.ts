import {
  bytesOfCall,
  callKernel,
  combinePartials,
  once,
  partials,
  type Reduction,
  startOf,
} from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { type Computed, emit } from './emit.js'

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

/** The tensors of a leaf; the size is that of a store if there is one. */
export interface KernelRow {
  readonly size?: number
  readonly loads: readonly tf.Tensor[]
  readonly stores?: readonly tf.Tensor[]
}

/** Runs kernels on leaves in the backend's memory, all leaves in one call. */
export const kernelRunner = (memory: KernelMemory) => {
  const kernelOf = once((program: Computed) => memory.instance(emit(program, memory.shared)) as Run)
  /** Compiles a program and takes the memory that rows need. */
  const prepare = (program: Computed, rows: number): void => {
    kernelOf(program)
    const { scalars, constants, loads, stores = [], outputs = [] } = program
    const cells = rows * (1 + loads.length + stores.length)
    const sums = rows * outputs.length * partials
    memory.scratch(bytesOfCall(sums, scalars.length + constants.length, cells))
  }
  /** Runs rows with the same scalars; returns for each row one number per output. */
  const run = (
    program: Computed,
    scalars: readonly number[],
    rows: readonly KernelRow[],
  ): readonly number[] => {
    const { outputs = [], constants } = program
    // reading the offset moves a tensor of another backend here; the memory may then grow, which
    // invalidates views of it
    const cells: number[] = []
    for (const { loads, stores = [], size } of rows) {
      cells.push(size ?? (stores[0] as tf.Tensor).size)
      for (const tensor of loads) cells.push(memory.offset(tensor))
      for (const tensor of stores) cells.push(memory.offset(tensor))
    }
    const width = partials * outputs.length
    const input = {
      sums: rows.length * width,
      start: (all: Float64Array) => {
        for (let i = 0; i < all.length; i++)
          all[i] = startOf((outputs[Math.floor((i % width) / partials)] as Output).by)
      },
      numbers: [...scalars, ...constants],
      table: () => cells,
    }
    const sums = callKernel(memory, input, (at, table, out) =>
      kernelOf(program)(at, table, rows.length, out),
    )
    const results: number[] = []
    for (let i = 0; i < cells.length; i += cells.length / rows.length)
      for (const { by } of outputs)
        results.push(combinePartials(by, sums, cells[i] as number, partials * results.length))
    return results
  }
  return { prepare, run }
}
