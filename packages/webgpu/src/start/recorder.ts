import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { BufferPool } from './BufferPool.js'
import { keyOf, type Sized, type Uniform, uniformsOf } from './programUniforms.js'

/** The part of a program of TensorFlow.js that is read. */
interface Program extends Sized {
  readonly pipeline: GPUComputePipeline
  readonly dispatch: readonly [x: number, y?: number, z?: number]
  readonly pixelsOpType?: unknown
}

/** The private part of the backend that records a program. */
export interface Internals {
  readonly device: GPUDevice
  readonly bufferManager: BufferPool
  readonly tensorMap: {
    get(dataId: object): { readonly resource?: unknown; readonly external?: boolean }
  }
  readonly uniformPendingDisposal: GPUBuffer[]
  readonly commandQueueOwnedIds: WeakSet<object>
  readonly activeTimers?: unknown
  readonly commandEncoder: GPUCommandEncoder
  computePassEncoder: GPUComputePassEncoder | null
  dispatchCountInPass: number
  makeUniforms(uniforms: readonly Uniform[]): GPUBufferBinding
  ensureCommandEncoderReady(): void
  endComputePassEncoder(): void
  submitQueue(): void
  recordAndSubmit: Recorder
}

/** Records a program, as the private method of the backend. */
type Recorder = (
  program: Program,
  output: TensorInfo,
  inputs: readonly TensorInfo[],
  more?: readonly Uniform[],
) => void

/** What is kept for a program. */
interface Known {
  readonly layout: GPUBindGroupLayout
  /** By the texts of {@link keyOf}. */
  readonly uniforms: Map<string, GPUBufferBinding>
  /** By these and the numbers of the buffers. */
  readonly groups: Map<string, GPUBindGroup>
}

/**
 * Records programs as TensorFlow.js does, but with the uniforms and bind groups of earlier ones
 * where shapes and buffers recur, as in the steps of a training: both take longer to make than the
 * rest of a dispatch.
 *
 * @param submitsAfter - The dispatches after which the backend submits.
 * @param original - Records what is timed, has an image, or is on buffers of the program.
 * @param limit - Bind groups kept; all are forgotten when there are so many.
 */
export const recorder = (
  backend: Internals,
  submitsAfter: () => number,
  original: Recorder,
  limit = 2 ** 13,
): Recorder => {
  let known = new Map<GPUComputePipeline, Known>()
  let count = 0
  const forgetAll = (): void => {
    for (const { uniforms } of known.values())
      for (const { buffer } of uniforms.values()) backend.uniformPendingDisposal.push(buffer)
    known = new Map()
    count = 0
  }
  const knownOf = (pipeline: GPUComputePipeline): Known => {
    const found = known.get(pipeline)
    if (found !== undefined) return found
    const made = {
      layout: pipeline.getBindGroupLayout(0),
      uniforms: new Map(),
      groups: new Map(),
    }
    known.set(pipeline, made)
    return made
  }
  const uniformOf = (
    { uniforms }: Known,
    key: string,
    make: () => readonly Uniform[],
  ): GPUBufferBinding => {
    const found = uniforms.get(key)
    if (found !== undefined) return found
    const made = backend.makeUniforms(make())
    // it is kept, not released after the next submission
    backend.uniformPendingDisposal.pop()
    uniforms.set(key, made)
    return made
  }
  /** Undefined if a tensor is in no buffer of the pool. */
  const groupOf = (
    program: Program,
    tensors: readonly TensorInfo[],
    more: readonly Uniform[],
  ): GPUBindGroup | undefined => {
    const inputsFirst = [...tensors.slice(1), tensors[0] as TensorInfo]
    const key = keyOf(program, inputsFirst, more)
    let place = key
    for (const { dataId } of tensors) {
      const number = backend.bufferManager.numberOf(
        backend.tensorMap.get(dataId).resource as GPUBuffer,
      )
      if (number === undefined) return undefined
      place += ` ${number}`
    }
    const own = knownOf(program.pipeline)
    const found = own.groups.get(place)
    if (found !== undefined) return found
    if (count === limit) {
      forgetAll()
      return groupOf(program, tensors, more)
    }
    const uniform = uniformOf(own, key, () => uniformsOf(program, inputsFirst, more))
    const buffers = tensors.map(({ dataId }) => ({
      buffer: backend.tensorMap.get(dataId).resource as GPUBuffer,
    }))
    const entries = [...buffers, uniform].map((resource, binding) => ({ binding, resource }))
    const group = backend.device.createBindGroup({ layout: own.layout, entries })
    own.groups.set(place, group)
    count += 1
    return group
  }
  return (program, output, inputs, more = []) => {
    const { pipeline, pixelsOpType, dispatch } = program
    const tensors = [output, ...inputs]
    const isPlain =
      pixelsOpType == null && backend.activeTimers == null && !(pipeline instanceof Promise)
    const group = isPlain ? groupOf(program, tensors, more) : undefined
    if (group === undefined) {
      original(program, output, inputs, more)
      return
    }
    for (const { dataId } of tensors) backend.commandQueueOwnedIds.add(dataId)
    backend.ensureCommandEncoderReady()
    backend.computePassEncoder ??= backend.commandEncoder.beginComputePass()
    const pass = backend.computePassEncoder
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(...dispatch)
    backend.dispatchCountInPass += 1
    if (submitsAfter() <= backend.dispatchCountInPass) {
      backend.endComputePassEncoder()
      backend.submitQueue()
    }
  }
}
