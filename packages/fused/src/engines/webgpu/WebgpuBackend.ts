import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'

/** The data of a tensor in the backend. */
export interface GpuData {
  /** Absent or null while the data are not on the device. */
  readonly resource?: GPUBuffer | null
  readonly refCount: number
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
  }
  readonly bufferManager: {
    acquireBuffer(size: number, usage: number): GPUBuffer
    releaseBuffer(buffer: GPUBuffer): void
  }
  readonly uniformPendingDisposal: GPUBuffer[]
  readonly commandEncoder: GPUCommandEncoder
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
  makeTensorInfo(shape: number[], dtype: DataType): TensorInfo
  uploadToGPU(dataId: object): void
  /** Submits all commands and reads a buffer. */
  getBufferData(buffer: GPUBuffer): Promise<ArrayBuffer>
}
