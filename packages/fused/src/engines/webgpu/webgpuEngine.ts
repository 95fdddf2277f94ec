import { show } from '@momenta/core'
import { once, type Program } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { type Engine, nothing, type Row } from '../../Engine.js'
import { type BoundRow, bindRow } from './BoundRow.js'
import { batchesOf } from './batchesOf.js'
import { type Bound, cacheBindGroups } from './cacheBindGroups.js'
import { emit, numbersOf } from './emit.js'
import type { Known } from './Known.js'
import { lineRunner } from './lineRunner.js'
import { measurer } from './measurer.js'
import { memoryOf } from './memoryOf.js'
import { pipelinesOf } from './pipelinesOf.js'
import { placesOf, stayed } from './placesOf.js'
import { prepareInPieces } from './prepareInPieces.js'
import { recorder } from './recorder.js'
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
  // each read of the limits asks the device
  const { maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage } = device.limits

  const pipelines = pipelinesOf(device)
  const { compile, check, isUncertain, settle } = pipelines
  const bindGroup = cacheBindGroups(device, check)
  const encoder = (): GPUCommandEncoder => {
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    return backend.commandEncoder
  }
  const stage = stageBuffers(device, encoder)
  const record = recorder(backend, pipelines, bindGroup, encoder)
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
  const access = { backend, boundOf, bindGroup, stage, uniformOf, compile, encoder, record }
  const measure = measurer(access)
  const measureSettled: typeof measure = async (wanted) => {
    const numbers = wanted === nothing ? [] : await measure(wanted)
    await settle()
    return numbers
  }
  const copy = (from: readonly tf.Tensor[], to: readonly tf.Tensor[]): void => {
    const [{ buffers, sizes }, targets] = [boundOf(from), boundOf(to)]
    buffers.forEach((source, i) => {
      encoder().copyBufferToBuffer(source, 0, targets.buffers[i] as GPUBuffer, 0, sizes[i])
    })
    backend.submitQueue()
  }
  const prepare: Engine['prepare'] = (program, scalars, rows, made) => {
    loss.check()
    const known = knownOf(program)
    let { batches } = known
    let runLarge: (() => void) | undefined
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
      if (large.length > 0) runLarge = prepareLarge(program, scalars, large, made)
      // where gradients move at each step, the places of one run in 16 are kept
      else if (known.misses++ % 16 === 0) {
        known.batches = batches
        known.places = placesOf(rows, ({ dataId }) => backend.tensorMap.get(dataId))
      }
    }
    const ready = batches.map(({ bindings, leaves }) => {
      bindings.pipelines[leaves] ??= compile(emit(program, bindings, leaves))
      check(bindings.pipelines[leaves])
      return bindings.pipelines[leaves]
    })
    return () => {
      runLarge?.()
      if (batches.length === 0) return
      const uniform = uniformOf(numbersOf(program, scalars))
      record(() =>
        batches.map((batch, place) => {
          const { written, workgroups } = batch
          const pipeline = ready[place] as GPUComputePipeline
          // what stays in place needs no copies
          if (stays) batch.group ??= bindGroup(pipeline, place, batch)
          const group =
            batch.group ?? bindGroup(pipeline, place, batch, () => stage(batch, written, place))
          return { pipeline, group, uniform, workgroups }
        }),
      )
      backend.submitQueue()
    }
  }
  const prepareLarge = prepareInPieces({ allocate, prepare, copy }, maxStorageBuffersPerShaderStage)

  return {
    waits: true,
    measure: (wanted) => loss.explain(measureSettled(wanted)),
    isUncertain,
    allocate: (like, leaf) => {
      if (4 * like.size > maxStorageBufferBindingSize)
        throw new Error(
          `fused: ${show(leaf)} must have at most ${maxStorageBufferBindingSize} bytes, got ${4 * like.size}; split it into several tensors`,
        )
      return allocate(like)
    },
    isOwn,
    renew,
    prepare,
    runLines: lineRunner(access),
    mostStreams: maxStorageBuffersPerShaderStage,
  }
}
