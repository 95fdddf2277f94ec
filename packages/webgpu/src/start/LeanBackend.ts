import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { env, util } from '@tensorflow/tfjs-core'
import { BufferPool } from './BufferPool.js'
import { knownBuffers } from './knownBuffers.js'
import { type Internals, recorder } from './recorder.js'

type DataId = Parameters<WebGPUBackend['uploadToGPU']>[0]

/**
 * TensorFlow.js's backend with less work for the processor: buffers that know their size and recur
 * from step to step, programs recorded with known bind groups, and uploads by `writeBuffer`. The
 * original maps a new staging buffer for each upload and copies it in a command of its own, 20
 * times as slow for a scalar: 86 against 4 μs on an H200. A buffer that the backend hands out is in
 * no command that waits to be submitted, so the order of writes and commands is the same.
 */
export class LeanBackend extends WebGPUBackend {
  constructor(...[device, info]: ConstructorParameters<typeof WebGPUBackend>) {
    super(device, info)
    const bufferManager = new BufferPool(knownBuffers(device))
    // the backend's own types have private members
    const internals = Object.assign(this as unknown as Internals, { bufferManager })
    const original = internals.recordAndSubmit.bind(this)
    const batch = () => env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')
    internals.recordAndSubmit = recorder(internals, batch, original)
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
