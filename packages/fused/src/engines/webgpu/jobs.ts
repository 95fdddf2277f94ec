import type { Reduction } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Measuring } from '../../Engine.js'
import { threads as allThreads, block, fewThreads } from './blocks.js'
import type { BindGroup } from './cacheBindGroups.js'
import { dispatchWorkgroups } from './dispatchWorkgroups.js'
import { numbersOf } from './emit.js'
import { bytesOfResult, emitReduction, reducedFrom } from './emitReduction.js'
import { bytesOfSquares, normFrom, squaresOf } from './squares.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

/** How measurements reach the backend. */
export interface Device {
  readonly backend: WebgpuBackend
  readonly bufferOf: (dataId: object) => GPUBuffer
  readonly bindGroup: BindGroup
  /** A uniform buffer that the backend releases after the next submission. */
  readonly uniformOf: (numbers: readonly number[]) => GPUBuffer
  readonly maxComputeWorkgroupsPerDimension: number
}

/** What the device computes in one dispatch. */
export interface Job {
  /** The bytes of its results. */
  readonly bytes: number
  readonly read: (results: Float32Array) => readonly number[]
  /** Records the commands that write its results. */
  readonly record: (pass: GPUComputePassEncoder, results: GPUBuffer, offset: number) => void
}

const chunksOf = <A>(items: readonly A[], most: number): readonly (readonly A[])[] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, i) =>
    items.slice(i * most, (i + 1) * most),
  )

const blocksOf = (size: number): number => Math.ceil(size / block)

/** Makes the jobs of norms and of reductions. */
export const jobMaker = ({
  backend,
  bufferOf,
  bindGroup,
  uniformOf,
  maxComputeWorkgroupsPerDimension,
}: Device) => {
  const { device } = backend
  const { maxStorageBuffersPerShaderStage } = device.limits
  const pipelineOf = (code: string): GPUComputePipeline => {
    const compute = { module: device.createShaderModule({ code }), entryPoint: 'main' }
    return device.createComputePipeline({ layout: 'auto', compute })
  }
  const squares = new Map<string, GPUComputePipeline>()
  const pipelines = new WeakMap<Reduction, GPUComputePipeline>()
  const pipelineFor = (reduction: Reduction): GPUComputePipeline => {
    const pipeline = pipelines.get(reduction) ?? pipelineOf(emitReduction(reduction))
    pipelines.set(reduction, pipeline)
    return pipeline
  }
  /** Records the shader of a pipeline over the blocks of tensors. */
  const recorder = (
    pipeline: GPUComputePipeline,
    loads: readonly tf.Tensor[],
    blocks: number,
    bytes: number,
  ): Job['record'] => {
    const buffers = loads.map(({ dataId }) => bufferOf(dataId))
    const sizes = [...loads.map(({ size }) => 4 * size), bytes]
    return (pass, results, offset) => {
      pass.setPipeline(pipeline)
      const bound = { buffers: [...buffers, results], sizes, offset }
      pass.setBindGroup(0, bindGroup(pipeline, 0, bound))
      dispatchWorkgroups(pass, blocks, maxComputeWorkgroupsPerDimension)
    }
  }
  const squaresFor = (leaves: readonly tf.Tensor[]): GPUComputePipeline => {
    const threads = leaves.every(({ size }) => size <= block) ? fewThreads : allThreads
    const key = `${leaves.length} ${threads}`
    const pipeline = squares.get(key) ?? pipelineOf(squaresOf(leaves.length, threads))
    squares.set(key, pipeline)
    return pipeline
  }
  const normsOf = (leaves: readonly tf.Tensor[]): Job => {
    const filled = leaves.filter(({ size }) => size > 0)
    const blocks = leaves.map(({ size }) => blocksOf(size))
    const bytes = bytesOfSquares * blocks.reduce((sum, count) => sum + count, 0)
    return {
      bytes,
      read: (results) => {
        let end = 0
        return blocks.map((count) => {
          const begin = end
          end += (bytesOfSquares / 4) * count
          return normFrom(results.subarray(begin, end))
        })
      },
      record:
        filled.length === 0
          ? () => {}
          : recorder(squaresFor(filled), filled, bytes / bytesOfSquares, bytes),
    }
  }
  /** As many leaves in a job as the device can bind beside the results. */
  const norms = (leaves: readonly tf.Tensor[]): readonly Job[] =>
    chunksOf(leaves, maxStorageBuffersPerShaderStage - 1).map(normsOf)
  const reduction = (wanted: Measuring['reductions'][number]): readonly Job[] => {
    const buffer = uniformOf(numbersOf(wanted.reduction, wanted.scalars))
    const pipeline = pipelineFor(wanted.reduction)
    const numbers = bindGroup(pipeline, 1, { buffers: [buffer], sizes: [buffer.size] })
    return wanted.rows.map(({ size, loads }) => {
      const bytes = bytesOfResult * wanted.reduction.outputs.length * blocksOf(size)
      const record = size === 0 ? () => {} : recorder(pipeline, loads, blocksOf(size), bytes)
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
  return { norms, reduction }
}
