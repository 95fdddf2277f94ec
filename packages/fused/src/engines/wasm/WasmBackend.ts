import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'

/** The part of TensorFlow.js's wasm backend that the engine uses. */
export interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array
    readonly asm?: { readonly memory?: WebAssembly.Memory }
    readonly wasmMemory?: WebAssembly.Memory
    readonly tfjs: { disposeData(id: number): void }
    _malloc(bytes: number): number
    _free(offset: number): void
  }
  readonly dataIdMap: {
    get(dataId: object): { readonly id: number; readonly memoryOffset: number }
    delete(dataId: object): boolean
  }
  makeOutput(shape: number[], dtype: DataType, offset?: number): TensorInfo
  refCount(dataId: object): number
}
