import { type DataType, env, type TensorInfo, util } from '@tensorflow/tfjs-core'
import { alignment, boundShaders } from './boundShaders.js'
import type { Params, Shader } from './Shader.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

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

/** The bits of a float32 number, as a shader reads it by `bitcast<f32>`. */
export const bitsOf = (number: number): number =>
  new Uint32Array(Float32Array.of(number).buffer)[0] as number

/** The shaders of one backend, compiled once each. */
export const gpuOf = (backend: WebgpuBackend): Gpu => {
  const bind = boundShaders(backend)
  /** Submits after as many commands as the backend does: buffers are free again only then. */
  const count = (commands: number): void => {
    backend.dispatchCountInPass += commands
    if (backend.dispatchCountInPass < env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) return
    backend.endComputePassEncoder()
    backend.submitQueue()
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
      for (const { part, whole } of moves)
        for (const { dataId } of [part, whole]) backend.commandQueueOwnedIds.add(dataId)
      count(moves.length)
    },
    run: (...dispatches) => {
      for (const { shader, tensors, calls, workgroups } of dispatches) {
        for (const { dataId } of tensors) backend.uploadToGPU(dataId)
        const { pipeline, group } = bind(shader, tensors, calls)
        // in the pass of the backend, which an upload may have ended
        backend.ensureCommandEncoderReady()
        backend.computePassEncoder ??= backend.commandEncoder.beginComputePass()
        const pass = backend.computePassEncoder
        pass.setPipeline(pipeline)
        calls.forEach((_, i) => {
          pass.setBindGroup(0, group, [i * alignment])
          pass.dispatchWorkgroups(...workgroups)
        })
        for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId)
      }
      count(dispatches.reduce((sum, { calls }) => sum + calls.length, 0))
    },
    dispose: (...tensors) => {
      for (const { dataId } of tensors) backend.disposeData(dataId)
    },
  }
}
