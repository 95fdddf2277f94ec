import { handle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Like } from '../../Engine.js'
import type { GpuData, WebgpuBackend } from './WebgpuBackend.js'

/** The tensors of a backend as buffers. */
export interface Memory {
  /** The buffer of data, uploaded if they are not on the device. */
  readonly bufferOf: (dataId: object) => GPUBuffer
  /** A new kept tensor that steps may overwrite. */
  readonly allocate: (like: Like) => tf.Tensor
  /** Whether a tensor was made here, and no other tensor shares its memory. */
  readonly isOwn: (tensor: tf.Tensor) => boolean
  /** A new kept tensor on the memory of an own one, which is to be disposed. */
  readonly renew: (tensor: tf.Tensor) => tf.Tensor
}

/**
 * The backend stores what was read of a tensor. A read may end after a step that overwrote it, and
 * would be taken for the new data.
 */
const neverStored: PropertyDescriptor = { get: () => null, set: () => {} }

/** Gives access to the memory of a backend. */
export const memoryOf = (backend: WebgpuBackend): Memory => {
  // a property of the data id is read several times as fast as an entry of a WeakMap
  const own = Symbol()
  type Id = { [own]?: GpuData }
  return {
    bufferOf: (dataId) => {
      const known = (dataId as Id)[own]
      const data = known?.resource ? known : backend.tensorMap.get(dataId)
      if (!data.resource) backend.uploadToGPU(dataId)
      return data.resource as GPUBuffer
    },
    allocate: ({ shape }) => {
      const info = backend.makeTensorInfo(shape, 'float32')
      backend.uploadToGPU(info.dataId)
      const data = backend.tensorMap.get(info.dataId)
      Object.defineProperty(data, 'values', neverStored)
      Object.assign(info.dataId, { [own]: data })
      return tf.keep(tf.engine().makeTensorFromTensorInfo(info))
    },
    // data that were moved to another backend have no references here
    isOwn: ({ dataId }) => (dataId as Id)[own]?.refCount === 1,
    renew: (tensor) => tf.keep(handle(tensor)),
  }
}
