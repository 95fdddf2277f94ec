import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'

/** The members of the wasm backend that the kernels use. */
export interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array
    readonly asm?: { readonly memory?: WebAssembly.Memory }
    readonly wasmMemory?: WebAssembly.Memory
    _malloc(bytes: number): number
    _free(offset: number): void
  }
  makeOutput(shape: number[], dtype: DataType): TensorInfo
  disposeData(dataId: object): boolean
  incRef(dataId: object): void
  getMemoryOffset(dataId: object): number
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array
}

/** The backend's linear memory. */
export const memoryOf = ({ wasm }: WasmBackend): WebAssembly.Memory | undefined =>
  wasm.asm?.memory ?? wasm.wasmMemory
