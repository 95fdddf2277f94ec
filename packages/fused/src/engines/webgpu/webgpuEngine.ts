import { show } from '@momenta/core'
import type { Program } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine, Like, Row } from '../../Engine.js'
import { type BoundRow, bindRow } from './BoundRow.js'
import { batchesOf } from './batchesOf.js'
import { cacheBindGroups } from './cacheBindGroups.js'
import { dispatchWorkgroups } from './dispatchWorkgroups.js'
import { type Bindings, emit, numbersOf, workgroup } from './emit.js'
import { lineRunner } from './lineRunner.js'
import { measurer } from './measurer.js'
import { runInPieces } from './runInPieces.js'
import type { WebgpuBackend } from './WebgpuBackend.js'
import { watchLoss } from './watchLoss.js'

/**
 * Runs programs as WGSL on the webgpu backend's device and buffers: one dispatch
 * for as many leaves as the device can bind, a whole pass in one compute pass of the backend's own
 * command buffer, without readback.
 */
export const webgpuEngine = (backend: WebgpuBackend): Engine => {
  const { device } = backend
  const own = new WeakSet<object>()
  const pipelines = new WeakMap<Program, Map<string, GPUComputePipeline>>()
  const bindGroup = cacheBindGroups(device)
  const { maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage } = device.limits

  const pipelineOf = (program: Program, bindings: Bindings, leaves: number) => {
    const known = pipelines.get(program) ?? new Map<string, GPUComputePipeline>()
    pipelines.set(program, known)
    const key = `${leaves}|${bindings.loads.join()}|${bindings.stores.join()}`
    const found = known.get(key)
    if (found !== undefined) return found
    const module = device.createShaderModule({ code: emit(program, bindings, leaves) })
    const compute = { module, entryPoint: 'main' }
    const made = device.createComputePipeline({ layout: 'auto', compute })
    known.set(key, made)
    return made
  }
  const buffer = (dataId: object): GPUBuffer => {
    backend.uploadToGPU(dataId)
    return backend.tensorMap.get(dataId).resource as GPUBuffer
  }
  const scalarsOf = (numbers: readonly number[]): GPUBuffer => {
    const padded = new Float32Array(4 * Math.max(1, Math.ceil(numbers.length / 4)))
    padded.set(numbers)
    const { UNIFORM, COPY_DST } = GPUBufferUsage
    const uniform = backend.bufferManager.acquireBuffer(padded.byteLength, UNIFORM | COPY_DST)
    backend.queue.writeBuffer(uniform, 0, padded)
    backend.uniformPendingDisposal.push(uniform)
    return uniform
  }
  const dispatch = (
    pass: GPUComputePassEncoder,
    program: Program,
    batch: readonly BoundRow[],
    uniform: GPUBuffer,
  ): void => {
    const { bindings } = batch[0] as BoundRow
    const pipeline = pipelineOf(program, bindings, batch.length)
    const bound = batch.flatMap(({ buffers, size }) =>
      buffers.map((one) => ({ buffer: one, offset: 0, size: 4 * size })),
    )
    const numbers = { buffer: uniform, offset: 0, size: uniform.size }
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, bindGroup(pipeline, 0, bound))
    pass.setBindGroup(1, bindGroup(pipeline, 1, [numbers]))
    const workgroups = batch.reduce((sum, { size }) => sum + Math.ceil(size / workgroup), 0)
    dispatchWorkgroups(pass, workgroups, device.limits)
  }
  const isOwn = ({ dataId }: tf.Tensor) => own.has(dataId) && backend.refCount(dataId) === 1
  const touched = (rows: readonly Row[]): void => {
    for (const { loads, stores } of rows) {
      for (const { dataId } of [...loads, ...stores]) backend.commandQueueOwnedIds.add(dataId)
      for (const { dataId } of stores) backend.tensorMap.get(dataId).values = null
    }
  }

  const loss = watchLoss(device)
  const access = { backend, bufferOf: buffer, bindGroup, uniformOf: scalarsOf }
  const measure = measurer(access)
  const allocate = (like: Like): tf.Tensor => {
    const info = backend.makeTensorInfo(like.shape, 'float32')
    backend.uploadToGPU(info.dataId)
    own.add(info.dataId)
    return tf.keep(tf.engine().makeTensorFromTensorInfo(info))
  }
  const runBound = (
    program: Program,
    scalars: readonly number[],
    rows: readonly BoundRow[],
  ): void => {
    const uniform = scalarsOf(numbersOf(program, scalars))
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    const pass = backend.commandEncoder.beginComputePass()
    for (const batch of batchesOf(rows, maxStorageBuffersPerShaderStage))
      dispatch(pass, program, batch, uniform)
    pass.end()
    touched(rows.map(({ row }) => row))
    backend.submitQueue()
  }
  const copy = (from: readonly tf.Tensor[], to: readonly tf.Tensor[]): void => {
    const buffers = [from, to].map((tensors) => tensors.map(({ dataId }) => buffer(dataId)))
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    from.forEach(({ size }, i) => {
      const [source, target] = buffers.map((list) => list[i]) as [GPUBuffer, GPUBuffer]
      backend.commandEncoder.copyBufferToBuffer(source, 0, target, 0, 4 * size)
    })
    touched([{ loads: from, stores: to }])
    backend.submitQueue()
  }
  const run: Engine['run'] = (program, scalars, rows) => {
    const filled = rows.filter(({ stores: [store] }) => (store as tf.Tensor).size > 0)
    const bound = filled.map((row) => bindRow(row, buffer))
    const fits = ({ buffers }: BoundRow) => buffers.length <= maxStorageBuffersPerShaderStage
    const large = bound.filter((one) => !fits(one)).map(({ row }) => row)
    if (large.length > 0) runLarge(program, scalars, large)
    const small = bound.filter(fits)
    if (small.length > 0) runBound(program, scalars, small)
  }
  const runLarge = runInPieces({ allocate, run, copy }, maxStorageBuffersPerShaderStage)

  return {
    waits: true,
    measure: (wanted) => loss.explain(measure(wanted)),
    allocate: (like, leaf) => {
      if (4 * like.size > maxStorageBufferBindingSize)
        throw new Error(
          `fused: ${show(leaf)} must fit into a binding of the device, ${maxStorageBufferBindingSize} bytes, got ${4 * like.size}; split it into several tensors, or request a device with a higher maxStorageBufferBindingSize`,
        )
      return allocate(like)
    },
    isOwn,
    // the old tensor is disposed after the step and must not free the buffer
    renew: (tensor) => {
      const { dataId, shape } = tensor
      backend.uploadToGPU(dataId)
      const entry = backend.tensorMap.get(dataId)
      const renewed = {}
      backend.tensorMap.set(renewed, { ...entry })
      entry.resource = null
      own.add(renewed)
      return tf.keep(
        tf.engine().makeTensorFromTensorInfo({ dataId: renewed, shape, dtype: 'float32' }),
      )
    },
    prepare: loss.check,
    run,
    runLines: lineRunner(access),
    mostStreams: maxStorageBuffersPerShaderStage,
  }
}
