import { type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { pipelinesOf } from './pipelinesOf.js'
import type { Shader } from './Shader.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

/** Four numbers of 32 bits: the uniform of a dispatch. */
export type Params = readonly [number, number, number, number]

/** A dispatch of a shader. */
export interface Dispatch {
  readonly shader: Shader
  readonly tensors: readonly TensorInfo[]
  /** One dispatch for each; a dispatch sees what the one before it wrote. */
  readonly calls: readonly Params[]
  readonly workgroups: readonly [x: number, y?: number, z?: number]
}

/** A copy between a tensor and the elements of a larger one from an index on. */
interface Move {
  readonly part: TensorInfo
  readonly whole: TensorInfo
  readonly at: number
  /** Whether the part is copied from the whole, else the other way. */
  readonly isRead: boolean
}

/** Runs shaders on the device and the tensors of the webgpu backend. */
export interface Gpu {
  /** A new float32 tensor, not initialized. */
  readonly output: (shape: readonly number[]) => TensorInfo
  /** {@link output} of any type of 4 bytes. */
  readonly outputOf: (shape: readonly number[], dtype: DataType) => TensorInfo
  /** Whether the data of a tensor are not on the device yet. */
  readonly isOnHost: (tensor: TensorInfo) => boolean
  /** Copies parts, none of them empty, after all commands before. */
  readonly copy: (moves: readonly Move[]) => void
  /** Runs dispatches in one compute pass, in order. */
  readonly run: (...dispatches: readonly Dispatch[]) => void
  readonly dispose: (...tensors: readonly TensorInfo[]) => void
}

/** Offsets of uniforms must be multiples of this many bytes on every device. */
const alignment = 256

/** The bits of a float32 number, as a shader reads it by `bitcast<f32>`. */
export const bitsOf = (number: number): number =>
  new Uint32Array(Float32Array.of(number).buffer)[0] as number

/** The shaders of one backend, compiled once each. */
export const gpuOf = (backend: WebgpuBackend): Gpu => {
  const { device } = backend
  const pipelineOf = pipelinesOf(device)
  const uniformOf = (calls: readonly Params[]): GPUBuffer => {
    const numbers = new Uint32Array((calls.length * alignment) / 4)
    for (const [i, call] of calls.entries()) numbers.set(call, (i * alignment) / 4)
    const { UNIFORM, COPY_DST } = GPUBufferUsage
    const uniform = backend.bufferManager.acquireBuffer(numbers.byteLength, UNIFORM | COPY_DST)
    backend.queue.writeBuffer(uniform, 0, numbers)
    backend.uniformPendingDisposal.push(uniform)
    return uniform
  }
  const dispatch = (
    pass: GPUComputePassEncoder,
    { shader, tensors, calls, workgroups: [x, y = 1, z = 1] }: Dispatch,
    uniform: GPUBuffer,
    first: number,
  ): void => {
    const { pipeline, layout } = pipelineOf(shader)
    const buffers = tensors.map(({ dataId }) => backend.tensorMap.get(dataId).resource as GPUBuffer)
    const resources = [...buffers.map((buffer) => ({ buffer })), { buffer: uniform, size: 16 }]
    const entries = resources.map((resource, binding) => ({ binding, resource }))
    const group = device.createBindGroup({ layout, entries })
    pass.setPipeline(pipeline)
    calls.forEach((_, i) => {
      pass.setBindGroup(0, group, [(first + i) * alignment])
      pass.dispatchWorkgroups(x, y, z)
    })
  }
  const outputOf: Gpu['outputOf'] = (shape, dtype) => {
    const info = backend.makeTensorInfo([...shape], dtype)
    backend.uploadToGPU(info.dataId)
    return info
  }
  const bufferOf = ({ dataId }: TensorInfo): GPUBuffer => {
    backend.uploadToGPU(dataId)
    return backend.tensorMap.get(dataId).resource as GPUBuffer
  }
  return {
    output: (shape) => outputOf(shape, 'float32'),
    outputOf,
    isOnHost: ({ dataId }) => (backend.tensorMap.get(dataId).resource ?? null) === null,
    copy: (moves) => {
      const buffers = moves.map(({ part, whole }) => [bufferOf(part), bufferOf(whole)] as const)
      backend.ensureCommandEncoderReady()
      backend.endComputePassEncoder()
      const { commandEncoder } = backend
      moves.forEach(({ part: { shape }, at, isRead }, i) => {
        const [part, whole] = buffers[i] as [GPUBuffer, GPUBuffer]
        const bytes = 4 * util.sizeFromShape(shape)
        if (isRead) commandEncoder.copyBufferToBuffer(whole, 4 * at, part, 0, bytes)
        else commandEncoder.copyBufferToBuffer(part, 0, whole, 4 * at, bytes)
      })
      backend.submitQueue()
    },
    run: (...dispatches) => {
      const all = dispatches.flatMap(({ tensors }) => tensors)
      for (const { dataId } of all) backend.uploadToGPU(dataId)
      const uniform = uniformOf(dispatches.flatMap(({ calls }) => calls))
      backend.ensureCommandEncoderReady()
      backend.endComputePassEncoder()
      const pass = backend.commandEncoder.beginComputePass()
      let first = 0
      for (const one of dispatches) {
        dispatch(pass, one, uniform, first)
        first += one.calls.length
      }
      pass.end()
      for (const { dataId } of all) backend.commandQueueOwnedIds.add(dataId)
      backend.submitQueue()
    },
    dispose: (...tensors) => {
      for (const { dataId } of tensors) backend.disposeData(dataId)
    },
  }
}
