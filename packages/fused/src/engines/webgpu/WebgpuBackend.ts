import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'

/** The data of a tensor in the backend. */
interface GpuData {
  resource: GPUBuffer | null
  values: unknown
}

/**
 * The part of TensorFlow.js's webgpu backend that the engine uses; some of it is private in its
 * types only.
 */
export interface WebgpuBackend {
  readonly device: GPUDevice
  readonly queue: GPUQueue
  readonly tensorMap: {
    get(dataId: object): GpuData
    set(dataId: object, data: GpuData): void
  }
  readonly bufferManager: {
    acquireBuffer(size: number, usage: number): GPUBuffer
    releaseBuffer(buffer: GPUBuffer): void
  }
  readonly uniformPendingDisposal: GPUBuffer[]
  readonly commandQueueOwnedIds: WeakSet<object>
  readonly commandEncoder: GPUCommandEncoder
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
  makeTensorInfo(shape: number[], dtype: DataType): TensorInfo
  uploadToGPU(dataId: object): void
  /** Submits all commands and reads a buffer. */
  getBufferData(buffer: GPUBuffer): Promise<ArrayBuffer>
  refCount(dataId: object): number
}
