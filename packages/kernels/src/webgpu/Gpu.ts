import type { TensorInfo } from '@tensorflow/tfjs-core'
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

/** Runs shaders on the device and the tensors of the webgpu backend. */
export interface Gpu {
  /** A new float32 tensor, not initialized. */
  readonly output: (shape: readonly number[]) => TensorInfo
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
  return {
    output: (shape) => {
      const info = backend.makeTensorInfo([...shape], 'float32')
      backend.uploadToGPU(info.dataId)
      return info
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
