import { show } from '@momenta/core'
import type { Program } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../../Engine.js'
import { type BoundRow, bindRow } from './BoundRow.js'
import { type Batch, batchesOf } from './batchesOf.js'
import { cacheBindGroups } from './cacheBindGroups.js'
import { dispatchWorkgroups } from './dispatchWorkgroups.js'
import { type Bindings, emit, numbersOf } from './emit.js'
import { lineRunner } from './lineRunner.js'
import { measurer } from './measurer.js'
import { memoryOf } from './memoryOf.js'
import { runInPieces } from './runInPieces.js'
import type { WebgpuBackend } from './WebgpuBackend.js'
import { watchLoss } from './watchLoss.js'

/** The bindings of the rows of a program, and for each the pipelines by the number of leaves. */
interface Variants {
  readonly known: Bindings[]
  readonly pipelines: Map<Bindings, GPUComputePipeline[]>
}

/**
 * Runs programs as WGSL on the webgpu backend's device and buffers: one dispatch
 * for as many leaves as the device can bind, a whole pass in one compute pass of the backend's own
 * command buffer, without readback.
 */
export const webgpuEngine = (backend: WebgpuBackend): Engine => {
  const { device } = backend
  const { allocate, bufferOf, isOwn, renew } = memoryOf(backend)
  const programs = new WeakMap<Program, Variants>()
  const bindGroup = cacheBindGroups(device)
  // each read of the limits asks the device
  const {
    maxComputeWorkgroupsPerDimension,
    maxStorageBufferBindingSize,
    maxStorageBuffersPerShaderStage,
  } = device.limits

  const variantsOf = (program: Program): Variants => {
    const variants = programs.get(program) ?? { known: [], pipelines: new Map() }
    programs.set(program, variants)
    return variants
  }
  const pipelineOf = (program: Program, { bindings, leaves }: Batch): GPUComputePipeline => {
    const { pipelines } = variantsOf(program)
    const known = pipelines.get(bindings) ?? []
    pipelines.set(bindings, known)
    const found = known[leaves]
    if (found !== undefined) return found
    const module = device.createShaderModule({ code: emit(program, bindings, leaves) })
    const compute = { module, entryPoint: 'main' }
    const made = device.createComputePipeline({ layout: 'auto', compute })
    known[leaves] = made
    return made
  }
  const uniformOf = (numbers: readonly number[]): GPUBuffer => {
    const padded = new Float32Array(4 * Math.max(1, Math.ceil(numbers.length / 4)))
    padded.set(numbers)
    const { UNIFORM, COPY_DST } = GPUBufferUsage
    const uniform = backend.bufferManager.acquireBuffer(padded.byteLength, UNIFORM | COPY_DST)
    backend.queue.writeBuffer(uniform, 0, padded)
    backend.uniformPendingDisposal.push(uniform)
    return uniform
  }
  const loss = watchLoss(device)
  const access = { backend, bufferOf, bindGroup, uniformOf, maxComputeWorkgroupsPerDimension }
  const measure = measurer(access)
  const runBound = (
    program: Program,
    scalars: readonly number[],
    rows: readonly BoundRow[],
  ): void => {
    const uniform = uniformOf(numbersOf(program, scalars))
    const numbers = { buffers: [uniform], sizes: [uniform.size] }
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    const pass = backend.commandEncoder.beginComputePass()
    let current: GPUComputePipeline | undefined
    for (const batch of batchesOf(rows, maxStorageBuffersPerShaderStage)) {
      const pipeline = pipelineOf(program, batch)
      if (pipeline !== current) {
        pass.setPipeline(pipeline)
        pass.setBindGroup(1, bindGroup(pipeline, 1, numbers))
        current = pipeline
      }
      pass.setBindGroup(0, bindGroup(pipeline, 0, batch))
      dispatchWorkgroups(pass, batch.workgroups, maxComputeWorkgroupsPerDimension)
    }
    pass.end()
    backend.submitQueue()
  }
  const copy = (from: readonly tf.Tensor[], to: readonly tf.Tensor[]): void => {
    const buffers = [from, to].map((tensors) => tensors.map(({ dataId }) => bufferOf(dataId)))
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    from.forEach(({ size }, i) => {
      const [source, target] = buffers.map((list) => list[i]) as [GPUBuffer, GPUBuffer]
      backend.commandEncoder.copyBufferToBuffer(source, 0, target, 0, 4 * size)
    })
    backend.submitQueue()
  }
  const run: Engine['run'] = (program, scalars, rows) => {
    const { known } = variantsOf(program)
    const filled = rows.filter(({ stores: [store] }) => (store as tf.Tensor).size > 0)
    const bound = filled.map((row) => bindRow(row, bufferOf, known))
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
    renew,
    prepare: loss.check,
    run,
    runLines: lineRunner(access),
    mostStreams: maxStorageBuffersPerShaderStage,
  }
}
