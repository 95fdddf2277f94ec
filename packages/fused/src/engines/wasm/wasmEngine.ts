import { show } from '@momenta/core'
import type { Program } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine, Row } from '../../Engine.js'
import { measureOnHost } from '../../measureOnHost.js'
import { plain } from '../../splitReduction.js'
import { emit } from './emit.js'
import { emitReduction } from './emitReduction.js'
import { lineRunner } from './lineRunner.js'
import { reducer } from './reducer.js'
import { scratchOf } from './scratchOf.js'
import type { WasmBackend } from './WasmBackend.js'

type Run = (scalars: number, table: number, rows: number) => void

const memoryOf = ({ wasm }: WasmBackend): WebAssembly.Memory | undefined =>
  wasm.asm?.memory ?? wasm.wasmMemory

/**
 * Runs programs as SIMD kernels on the wasm backend's own memory, in place; all leaves in one call.
 *
 * Returns undefined if WebAssembly has no SIMD or the backend does not expose its memory.
 */
export const wasmEngine = (backend: WasmBackend): Engine | undefined => {
  const memory = memoryOf(backend)
  if (memory === undefined) return undefined
  const shared =
    typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer
  if (!WebAssembly.validate(emitReduction(plain.squares, shared))) return undefined
  const instance = (bytes: Uint8Array<ArrayBuffer>): Run =>
    new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports.run as Run
  const own = new WeakSet<object>()
  const kernels = new WeakMap<Program, Run>()
  const scratch = scratchOf(backend)
  const offset = ({ dataId }: tf.Tensor) => backend.dataIdMap.get(dataId).memoryOffset

  const kernelOf = (program: Program): Run => {
    const known = kernels.get(program)
    if (known !== undefined) return known
    const made = instance(emit(program, shared))
    kernels.set(program, made)
    return made
  }

  const widthOf = ({ loads, stores }: Program): number => 1 + loads.length + stores.length
  const bytesOf = (program: Program, rows: number): number =>
    4 * (program.scalars.length + program.constants.length + rows * widthOf(program))

  const run = (program: Program, scalars: readonly number[], rows: readonly Row[]): void => {
    const kernel = kernelOf(program)
    // reading the offset moves a tensor of another backend here; the memory may then grow, which
    // invalidates views of it
    const cells: number[] = []
    for (const { loads, stores } of rows) {
      cells.push((stores[0] as tf.Tensor).size)
      for (const tensor of loads) cells.push(offset(tensor))
      for (const tensor of stores) cells.push(offset(tensor))
    }
    const numbers = [...scalars, ...program.constants]
    const at = scratch(bytesOf(program, rows.length))
    new Float32Array(memory.buffer, at, numbers.length).set(numbers)
    const table = at + 4 * numbers.length
    new Uint32Array(memory.buffer, table, cells.length).set(cells)
    kernel(at, table, rows.length)
  }

  const adopted = (info: tf.TensorInfo): tf.Tensor => {
    own.add(info.dataId)
    return tf.keep(tf.engine().makeTensorFromTensorInfo(info, backend as never))
  }

  const kernelMemory = { memory, shared, scratch, instance, offset }
  return {
    waits: false,
    recomputes: true,
    measure: measureOnHost(reducer(kernelMemory)),
    runLines: lineRunner(kernelMemory),
    allocate: (like, leaf) => {
      const info = backend.makeOutput(like.shape, 'float32')
      if (backend.dataIdMap.get(info.dataId).memoryOffset === 0 && like.size > 0)
        throw new Error(
          `fused: out of wasm memory: cannot allocate ${4 * like.size} bytes for ${show(leaf)} (limit 4 GiB); use a smaller capacity, or another backend`,
        )
      return adopted(info)
    },
    isOwn: ({ dataId }) => own.has(dataId) && backend.refCount(dataId) === 1,
    // XNNPACK caches packed weights by data id, so overwritten memory needs a new id, or the old
    // weights are used
    renew: ({ dataId, shape }) => {
      const { id, memoryOffset } = backend.dataIdMap.get(dataId)
      const info = backend.makeOutput(shape, 'float32', memoryOffset)
      backend.wasm.tfjs.disposeData(id)
      backend.dataIdMap.delete(dataId)
      return adopted(info)
    },
    prepare: (program, rows) => {
      kernelOf(program)
      scratch(bytesOf(program, rows))
    },
    run,
  }
}
