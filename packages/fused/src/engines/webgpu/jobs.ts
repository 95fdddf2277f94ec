import type { Reduction } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Measuring } from '../../Engine.js'
import { block } from './blocks.js'
import type { BindGroup } from './cacheBindGroups.js'
import { dispatchWorkgroups } from './dispatchWorkgroups.js'
import { numbersOf } from './emit.js'
import { bytesOfResult, emitReduction, reducedFrom } from './emitReduction.js'
import { bytesOfSquares, normFrom, squaresCode } from './squares.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

/** How measurements reach the backend. */
export interface Device {
  readonly backend: WebgpuBackend
  readonly bufferOf: (dataId: object) => GPUBuffer
  readonly bindGroup: BindGroup
  /** A uniform buffer that the backend releases after the next submission. */
  readonly uniformOf: (numbers: readonly number[]) => GPUBuffer
}

/** What the device computes for one leaf. */
export interface Job {
  /** The bytes of its results. */
  readonly bytes: number
  readonly read: (results: Float32Array) => readonly number[]
  /** Records the commands that write its results. */
  readonly record: (pass: GPUComputePassEncoder, results: GPUBuffer, offset: number) => void
}

const blocksOf = (size: number): number => Math.ceil(size / block)

/** Makes the jobs of norms and of reductions. */
export const jobMaker = ({ backend, bufferOf, bindGroup, uniformOf }: Device) => {
  const { device } = backend
  const pipelineOf = (code: string): GPUComputePipeline => {
    const compute = { module: device.createShaderModule({ code }), entryPoint: 'main' }
    return device.createComputePipeline({ layout: 'auto', compute })
  }
  const squares = pipelineOf(squaresCode)
  const pipelines = new WeakMap<Reduction, GPUComputePipeline>()
  const pipelineFor = (reduction: Reduction): GPUComputePipeline => {
    const pipeline = pipelines.get(reduction) ?? pipelineOf(emitReduction(reduction))
    pipelines.set(reduction, pipeline)
    return pipeline
  }
  /** Records the shader of a pipeline over leaves of one size. */
  const recorder = (
    pipeline: GPUComputePipeline,
    loads: readonly tf.Tensor[],
    size: number,
    bytes: number,
  ): Job['record'] => {
    if (size === 0) return () => {}
    const inputs = loads.map(({ dataId }) => bufferOf(dataId))
    return (pass, buffer, offset) => {
      const bound = inputs.map((input) => ({ buffer: input, offset: 0, size: 4 * size }))
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, bindGroup(pipeline, 0, [...bound, { buffer, offset, size: bytes }]))
      dispatchWorkgroups(pass, blocksOf(size), device.limits)
      for (const { dataId } of loads) backend.commandQueueOwnedIds.add(dataId)
    }
  }
  const norm = (leaf: tf.Tensor): Job => {
    const bytes = bytesOfSquares * blocksOf(leaf.size)
    return {
      bytes,
      read: (results) => [normFrom(results)],
      record: recorder(squares, [leaf], leaf.size, bytes),
    }
  }
  const reduction = (wanted: Measuring['reductions'][number]): readonly Job[] => {
    const buffer = uniformOf(numbersOf(wanted.reduction, wanted.scalars))
    const pipeline = pipelineFor(wanted.reduction)
    const numbers = bindGroup(pipeline, 1, [{ buffer, offset: 0, size: buffer.size }])
    return wanted.rows.map(({ size, loads }) => {
      const bytes = bytesOfResult * wanted.reduction.outputs.length * blocksOf(size)
      const record = recorder(pipeline, loads, size, bytes)
      return {
        bytes,
        read: (results) => reducedFrom(wanted.reduction, results, size),
        record: (pass, results, offset) => {
          if (size > 0) pass.setBindGroup(1, numbers)
          record(pass, results, offset)
        },
      }
    })
  }
  return { norm, reduction }
}
