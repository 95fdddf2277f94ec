import { show } from '@momenta/core'
import type { Node } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../../Engine.js'
import { measureOnHost } from '../../measureOnHost.js'
import { plain } from '../../splitReduction.js'
import { emit } from './emit.js'
import { kernelRunner } from './kernelRunner.js'
import { lineRunner } from './lineRunner.js'
import { scratchOf } from './scratchOf.js'
import type { WasmBackend } from './WasmBackend.js'

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
  if (!WebAssembly.validate(emit(plain.squares, shared))) return undefined
  const instance = (bytes: Uint8Array<ArrayBuffer>) =>
    new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports.run
  const own = new WeakSet<object>()
  const scratch = scratchOf(backend)
  const offset = ({ dataId }: tf.Tensor) => backend.dataIdMap.get(dataId).memoryOffset
  const kernelMemory = { memory, shared, scratch, instance, offset }
  const kernels = kernelRunner(kernelMemory)
  const runLines = lineRunner(kernelMemory)
  // of tensors, as long as the program that added them up was the last to store them
  const squares = new WeakMap<object, number>()
  let hasSquares = false
  const keep = (square: number | undefined, result: tf.Tensor | undefined): void => {
    hasSquares ||= square !== undefined
    if (square !== undefined && result) squares.set(result.dataId, square)
  }

  const adopted = (info: tf.TensorInfo): tf.Tensor => {
    own.add(info.dataId)
    return tf.keep(tf.engine().makeTensorFromTensorInfo(info, backend as never))
  }

  return {
    waits: false,
    addsSquares: true,
    measure: measureOnHost(kernels.run, ({ dataId }) => squares.get(dataId)),
    runLines: (pass, scalars, row, compiler) =>
      keep(runLines(pass, scalars, row, compiler), row.stores[pass.squares ?? -1]),
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
    prepare: (program, scalars, rows) => {
      kernels.prepare(program, rows.length)
      return () => {
        const results = kernels.run(program, scalars, rows)
        const at = program.stores.lastIndexOf(program.outputs?.[0]?.node as Node)
        rows.forEach(({ stores }, i) => {
          if (hasSquares) for (const { dataId } of stores) squares.delete(dataId)
          keep(results[i], stores[at])
        })
      }
    },
  }
}
