import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'

/** The part of TensorFlow.js's webgpu backend that kernels use; some is private in its types. */
export interface WebgpuBackend {
  readonly device: GPUDevice
  readonly queue: GPUQueue
  readonly tensorMap: {
    get(dataId: object): {
      readonly resource: GPUBuffer | null
      /** Whether the buffer was given by the program. */
      readonly external?: boolean
    }
  }
  readonly bufferManager: { acquireBuffer(size: number, usage: number): GPUBuffer }
  readonly uniformPendingDisposal: GPUBuffer[]
  readonly commandQueueOwnedIds: WeakSet<object>
  readonly commandEncoder: GPUCommandEncoder
  /** The pass that is open, if one is. */
  computePassEncoder: GPUComputePassEncoder | null
  /** Since the last submission. */
  dispatchCountInPass: number
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
  makeTensorInfo(shape: number[], dtype: DataType): TensorInfo
  uploadToGPU(dataId: object): void
  disposeData(dataId: object): boolean
}
