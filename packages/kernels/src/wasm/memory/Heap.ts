import { type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { Simd } from './Simd.js'
import type { WasmBackend } from './WasmBackend.js'

/** Tensors as byte offsets into the backend's memory. */
export interface Heap {
  readonly backend: WasmBackend
  readonly simd: Simd
  /** The offset of a tensor. */
  readonly at: (tensor: TensorInfo) => number
  /** The elements of a tensor; valid until the next allocation. */
  readonly view: (tensor: TensorInfo) => Float32Array | Int32Array | Uint8Array
  /** A new, uninitialized tensor. */
  readonly output: (shape: readonly number[], dtype?: DataType) => TensorInfo
  /** A new tensor of zeros. */
  readonly zeros: (shape: readonly number[]) => TensorInfo
  /** A new tensor filled with one number. */
  readonly fill: (shape: readonly number[], dtype: DataType, value: number) => TensorInfo
  /** A copy of a tensor in another type, converted as JavaScript does. */
  readonly convert: (tensor: TensorInfo, dtype: DataType) => TensorInfo
  /** The same memory under another shape. */
  readonly alias: (tensor: TensorInfo, shape?: readonly number[]) => TensorInfo
  /** Runs with memory that is freed afterwards. */
  readonly scratch: <A>(bytes: number, run: (offset: number) => A) => A
}

const bytesOf = (tensor: TensorInfo): number =>
  util.sizeFromShape(tensor.shape) * util.bytesPerElement(tensor.dtype)

/** The heap of a backend. Offsets are looked up at each call, because a tensor may be replaced. */
export const heapOf = (backend: WasmBackend, simd: Simd): Heap => {
  const at = (tensor: TensorInfo) => backend.getMemoryOffset(tensor.dataId)
  const output = (shape: readonly number[], dtype: DataType = 'float32') =>
    backend.makeOutput([...shape], dtype)
  const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor)
  return {
    ...{ backend, simd, at, view, output },
    zeros: (shape) => {
      const out = output(shape)
      backend.wasm.HEAPU8.fill(0, at(out), at(out) + bytesOf(out))
      return out
    },
    fill: (shape, dtype, value) => {
      const out = output(shape, dtype)
      view(out).fill(value)
      return out
    },
    convert: (tensor, dtype) => {
      const out = output(tensor.shape, dtype)
      view(out).set(view(tensor))
      return out
    },
    alias: (tensor, shape = tensor.shape) => {
      backend.incRef(tensor.dataId)
      return { dataId: tensor.dataId, shape: [...shape], dtype: tensor.dtype }
    },
    scratch: (bytes, run) => {
      const offset = backend.wasm._malloc(bytes) >>> 0
      try {
        return run(offset)
      } finally {
        backend.wasm._free(offset)
      }
    },
  }
}
