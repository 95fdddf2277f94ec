import { show } from '@momenta/core'
import { once, type Program } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine, Row } from '../../Engine.js'
import { type BoundRow, bindRow } from './BoundRow.js'
import { batchesOf } from './batchesOf.js'
import { type Bound, cacheBindGroups, numbers } from './cacheBindGroups.js'
import { emit, numbersOf } from './emit.js'
import type { Command } from './jobs.js'
import type { Known } from './Known.js'
import { lineRunner } from './lineRunner.js'
import { measurer } from './measurer.js'
import { memoryOf } from './memoryOf.js'
import { placesOf, stayed } from './placesOf.js'
import { runInPieces } from './runInPieces.js'
import { stageBuffers } from './stageBuffers.js'
import type { WebgpuBackend } from './WebgpuBackend.js'
import { watchLoss } from './watchLoss.js'

/**
 * Runs programs as WGSL on the webgpu backend's device and buffers: one dispatch
 * for as many leaves as the device can bind, a whole pass in one compute pass of the backend's own
 * command buffer, without readback.
 */
export const webgpuEngine = (backend: WebgpuBackend): Engine => {
  const { device } = backend
  const { allocate, bufferOf, isOwn, renew } = memoryOf(backend)
  const knownOf = once(
    (_: Program): Known => ({ bindings: [], batches: [], places: [], misses: 0 }),
  )
  const bindGroup = cacheBindGroups(device)
  // each read of the limits asks the device
  const {
    maxComputeWorkgroupsPerDimension,
    maxStorageBufferBindingSize,
    maxStorageBuffersPerShaderStage,
  } = device.limits

  const pipelineOf = (code: string): GPUComputePipeline => {
    const compute = { module: device.createShaderModule({ code }), entryPoint: 'main' }
    return device.createComputePipeline({ layout: 'auto', compute })
  }
  const encoder = (): GPUCommandEncoder => {
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    return backend.commandEncoder
  }
  const stage = stageBuffers(device, encoder)
  const record = (commands: readonly Command[]): void => {
    const pass = encoder().beginComputePass()
    let last: Command | undefined
    for (const command of commands) {
      const { pipeline, group, uniform, workgroups } = command
      if (pipeline !== last?.pipeline || uniform !== last.uniform) {
        pass.setPipeline(pipeline)
        if (uniform) pass.setBindGroup(1, bindGroup(pipeline, numbers, uniform))
      }
      last = command
      pass.setBindGroup(0, group)
      // in rows where one dimension cannot hold all workgroups
      const rows = Math.ceil(workgroups / maxComputeWorkgroupsPerDimension)
      pass.dispatchWorkgroups(Math.ceil(workgroups / rows), rows)
    }
    pass.end()
  }
  const boundOf = (tensors: readonly tf.Tensor[]): Bound => ({
    buffers: tensors.map(({ dataId }) => bufferOf(dataId)),
    sizes: tensors.map(({ size }) => 4 * size),
  })
  const uniformOf = (numbers: readonly number[]): Bound => {
    const padded = new Float32Array(4 * Math.ceil(numbers.length / 4) || 4)
    padded.set(numbers)
    const { UNIFORM, COPY_DST } = GPUBufferUsage
    const uniform = backend.bufferManager.acquireBuffer(padded.byteLength, UNIFORM | COPY_DST)
    backend.queue.writeBuffer(uniform, 0, padded)
    backend.uniformPendingDisposal.push(uniform)
    return { buffers: [uniform], sizes: [padded.byteLength] }
  }
  const loss = watchLoss(device)
  const access = { backend, boundOf, bindGroup, stage, uniformOf, pipelineOf, encoder, record }
  const measure = measurer(access)
  const copy = (from: readonly tf.Tensor[], to: readonly tf.Tensor[]): void => {
    const [{ buffers, sizes }, targets] = [boundOf(from), boundOf(to)]
    buffers.forEach((source, i) => {
      encoder().copyBufferToBuffer(source, 0, targets.buffers[i] as GPUBuffer, 0, sizes[i])
    })
    backend.submitQueue()
  }
  const run: Engine['run'] = (program, scalars, rows) => {
    const known = knownOf(program)
    let { batches } = known
    const stays = stayed(known, rows)
    if (!stays) {
      const [large, small]: [Row[], BoundRow[]] = [[], []]
      for (const row of rows) {
        if ((row.stores[0] as tf.Tensor).size === 0) continue
        const bound = bindRow(row, bufferOf, known.bindings)
        if (bound.buffers.length > maxStorageBuffersPerShaderStage) large.push(row)
        else small.push(bound)
      }
      batches = batchesOf(small, maxStorageBuffersPerShaderStage)
      if (large.length > 0) runLarge(program, scalars, large)
      // where gradients move at each step, the places of one run in 16 are kept
      else if (known.misses++ % 16 === 0) {
        known.batches = batches
        known.places = placesOf(rows, ({ dataId }) => backend.tensorMap.get(dataId))
      }
    }
    if (batches.length === 0) return
    const uniform = uniformOf(numbersOf(program, scalars))
    record(
      batches.map((batch, place) => {
        const { bindings, leaves, written, workgroups } = batch
        bindings.pipelines[leaves] ??= pipelineOf(emit(program, bindings, leaves))
        const pipeline = bindings.pipelines[leaves]
        // what stays in place needs no copies
        if (stays) batch.group ??= bindGroup(pipeline, place, batch)
        const group =
          batch.group ?? bindGroup(pipeline, place, batch, () => stage(batch, written, place))
        return { pipeline, group, uniform, workgroups }
      }),
    )
    backend.submitQueue()
  }
  const runLarge = runInPieces({ allocate, run, copy }, maxStorageBuffersPerShaderStage)

  return {
    waits: true,
    measure: (wanted) => loss.explain(measure(wanted)),
    allocate: (like, leaf) => {
      if (4 * like.size > maxStorageBufferBindingSize)
        throw new Error(
          `fused: ${show(leaf)} must have at most ${maxStorageBufferBindingSize} bytes, got ${4 * like.size}; split it into several tensors`,
        )
      return allocate(like)
    },
    isOwn,
    renew,
    prepare: loss.check,
    run,
    runLines: lineRunner(access),
    mostStreams: maxStorageBuffersPerShaderStage,
  }
}
