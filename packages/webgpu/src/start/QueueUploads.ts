import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { util } from '@tensorflow/tfjs-core'
import { knownBuffers } from './knownBuffers.js'

type DataId = Parameters<WebGPUBackend['uploadToGPU']>[0]

/**
 * TensorFlow.js's backend, with buffers that know their size, and uploads by `writeBuffer`. The
 * original maps a new staging buffer for each and copies it in a command of its own, 20 times as
 * slow for a scalar: 86 against 4 μs on an H200. A buffer that the backend hands out is in no
 * command that waits to be submitted, so the order of writes and commands is the same.
 */
export class QueueUploads extends WebGPUBackend {
  constructor(...[device, info]: ConstructorParameters<typeof WebGPUBackend>) {
    super(device, info)
    Object.assign(this.bufferManager, { device: knownBuffers(device) })
  }

  override uploadToGPU(dataId: DataId): void {
    const data = this.tensorMap.get(dataId)
    if (data.resource != null || !data.values) {
      super.uploadToGPU(dataId)
      return
    }
    const { dtype, shape } = data
    const isInteger = dtype === 'int32' || dtype === 'bool'
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage
    const resource = this.bufferManager.acquireBuffer(
      4 * util.sizeFromShape(shape),
      STORAGE | COPY_SRC | COPY_DST,
    )
    const values = data.values as ArrayLike<number>
    const Numbers = isInteger ? Int32Array : Float32Array
    const numbers = values instanceof Numbers ? values : Numbers.from(values)
    this.queue.writeBuffer(resource, 0, numbers)
    Object.assign(data, { values: null, resource })
  }
}
