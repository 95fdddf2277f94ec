import { show } from '@momenta/core'
import type { Program } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'
import type { Engine, Row } from '../../Engine.js'
import { interpret } from '../../interpret.js'
import { cacheBindGroups } from './cacheBindGroups.js'
import { dispatchWorkgroups } from './dispatchWorkgroups.js'
import { type Bindings, emit, numbersOf, workgroup } from './emit.js'
import { measurer } from './measurer.js'
import type { WebgpuBackend } from './WebgpuBackend.js'
import { watchLoss } from './watchLoss.js'

/** The tensors of a row, each memory once, and the index of each stream. */
const boundOf = ({ loads, stores }: Row) => {
  const unique = new Map<object, number>()
  const place = ({ dataId }: tf.Tensor) => {
    const known = unique.get(dataId) ?? unique.size
    unique.set(dataId, known)
    return known
  }
  const bindings: Bindings = { loads: loads.map(place), stores: stores.map(place), count: 0 }
  return { bindings: { ...bindings, count: unique.size }, ids: [...unique.keys()] }
}

/**
 * Runs programs as WGSL on the webgpu backend's device and buffers: one dispatch per leaf, a whole
 * pass in one compute pass of the backend's own command buffer, without readback.
 */
export const webgpuEngine = (backend: WebgpuBackend): Engine => {
  const { device } = backend
  const own = new WeakSet<object>()
  const pipelines = new WeakMap<Program, Map<string, GPUComputePipeline>>()
  const bindGroup = cacheBindGroups(device)
  const { maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage } = device.limits

  const pipelineOf = (program: Program, bindings: Bindings): GPUComputePipeline => {
    const known = pipelines.get(program) ?? new Map<string, GPUComputePipeline>()
    pipelines.set(program, known)
    const key = `${bindings.loads.join()}|${bindings.stores.join()}`
    const found = known.get(key)
    if (found !== undefined) return found
    const module = device.createShaderModule({ code: emit(program, bindings) })
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
    row: Row,
    uniform: GPUBuffer,
  ): void => {
    const { bindings, ids } = boundOf(row)
    const pipeline = pipelineOf(program, bindings)
    const bytes = 4 * (row.stores[0] as tf.Tensor).size
    const leaf = ids.map((id) => ({ buffer: buffer(id), offset: 0, size: bytes }))
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, bindGroup(pipeline, 0, leaf))
    pass.setBindGroup(
      1,
      bindGroup(pipeline, 1, [{ buffer: uniform, offset: 0, size: uniform.size }]),
    )
    dispatchWorkgroups(pass, Math.ceil(bytes / 4 / workgroup), device.limits)
  }
  /**
   * For more streams than the device can bind: runs operation by operation and copies the results.
   */
  const split = (program: Program, scalars: readonly number[], row: Row): void => {
    const results = interpret(program, scalars, row)
    const buffers = results.map(({ dataId }) => buffer(dataId))
    const targets = row.stores.map(({ dataId }) => buffer(dataId))
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    results.forEach(({ dataId, size }, s) => {
      backend.commandEncoder.copyBufferToBuffer(
        buffers[s] as GPUBuffer,
        0,
        targets[s] as GPUBuffer,
        0,
        4 * size,
      )
      backend.commandQueueOwnedIds.add(dataId)
    })
    tf.dispose(results)
  }
  const isOwn = ({ dataId }: tf.Tensor) => own.has(dataId) && backend.refCount(dataId) === 1
  const touched = (rows: readonly Row[]): void => {
    for (const { loads, stores } of rows) {
      for (const { dataId } of [...loads, ...stores]) backend.commandQueueOwnedIds.add(dataId)
      for (const { dataId } of stores) backend.tensorMap.get(dataId).values = null
    }
  }

  const loss = watchLoss(device)
  const measure = measurer({ backend, bufferOf: buffer, bindGroup, uniformOf: scalarsOf })

  return {
    waits: true,
    measure: (wanted) => loss.explain(measure(wanted)),
    allocate: (like, leaf) => {
      if (4 * like.size > maxStorageBufferBindingSize)
        throw new Error(
          `fused: ${show(leaf)} must fit into a binding of the device, ${maxStorageBufferBindingSize} bytes, got ${4 * like.size}; split it into several tensors, or request a device with a higher maxStorageBufferBindingSize`,
        )
      const info = backend.makeTensorInfo(like.shape, 'float32')
      backend.uploadToGPU(info.dataId)
      own.add(info.dataId)
      return tf.keep(tf.engine().makeTensorFromTensorInfo(info))
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
    run: (program, scalars, rows) => {
      const filled = rows.filter(({ stores: [store] }) => (store as tf.Tensor).size > 0)
      const fits = (row: Row) => boundOf(row).ids.length <= maxStorageBuffersPerShaderStage
      for (const row of filled) if (!fits(row)) split(program, scalars, row)
      const fitting = filled.filter(fits)
      for (const { loads, stores } of fitting)
        for (const { dataId } of [...loads, ...stores]) buffer(dataId)
      const uniform = scalarsOf(numbersOf(program, scalars))
      backend.ensureCommandEncoderReady()
      backend.endComputePassEncoder()
      const pass = backend.commandEncoder.beginComputePass()
      for (const row of fitting) dispatch(pass, program, row, uniform)
      pass.end()
      touched(filled)
      backend.submitQueue()
    },
  }
}
