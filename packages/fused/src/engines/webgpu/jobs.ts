import { once, type Reduction } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Measuring } from '../../Engine.js'
import { threads as allThreads, block, fewThreads } from './blocks.js'
import type { BindGroup, Bound } from './cacheBindGroups.js'
import { numbersOf } from './emit.js'
import { bytesOfResult, emitReduction, reducedFrom } from './emitReduction.js'
import { bytesOfSquares, normFrom, squaresOf } from './squares.js'
import type { Stage } from './stageBuffers.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

/** A dispatch of a shader. */
export interface Command {
  readonly pipeline: GPUComputePipeline
  readonly group: GPUBindGroup
  readonly uniform?: Bound | undefined
  readonly workgroups: number
}

/** How measurements reach the backend. */
export interface Device {
  readonly backend: WebgpuBackend
  /** The buffers of tensors, uploaded if they are not on the device. */
  readonly boundOf: (tensors: readonly tf.Tensor[]) => Bound
  readonly bindGroup: BindGroup
  readonly stage: Stage
  /** A uniform that the backend releases after the next submission. */
  readonly uniformOf: (numbers: readonly number[]) => Bound
  readonly compile: (code: string) => GPUComputePipeline
  /** The commands of the backend, outside of its passes. */
  readonly encoder: () => GPUCommandEncoder
  /** Records dispatches of compiled pipelines in one pass, in order. */
  readonly record: (commandsOf: () => readonly Command[]) => void
}

/** What the device computes in one dispatch. */
export interface Job {
  /** The bytes of its results. */
  readonly bytes: number
  readonly read: (results: Float32Array) => readonly number[]
  /**
   * The commands that write its results; none for empty leaves. Its copies come at once.
   *
   * @param place - Its index among the jobs of a measurement.
   */
  readonly bind: (results: GPUBuffer, offset: number, place: number) => readonly Command[]
}

const chunksOf = <A>(items: readonly A[], most: number): readonly (readonly A[])[] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, i) =>
    items.slice(i * most, (i + 1) * most),
  )

const blocksOf = (size: number): number => Math.ceil(size / block)

/** Makes the jobs of norms and of reductions. */
export const jobMaker = ({ backend, boundOf, bindGroup, stage, uniformOf, compile }: Device) => {
  const { maxStorageBuffersPerShaderStage } = backend.device.limits
  const squares: { [key: string]: GPUComputePipeline } = {}
  const pipelineFor = once((reduction: Reduction) => compile(emitReduction(reduction)))
  /** Binds the shader of a pipeline over the blocks of tensors. */
  const binder = (
    pipelineOf: () => GPUComputePipeline,
    loads: readonly tf.Tensor[],
    workgroups: number,
    bytes: number,
    uniform?: Bound,
  ): Job['bind'] => {
    if (workgroups === 0) return () => []
    const pipeline = pipelineOf()
    return (results, offset, place) => {
      const { buffers, sizes } = boundOf(loads)
      const bound = { buffers: [...buffers, results], sizes: [...sizes, bytes], offset }
      const group = bindGroup(pipeline, place, bound, () => stage(bound, [results], place))
      return [{ pipeline, group, uniform, workgroups }]
    }
  }
  const squaresFor = (leaves: readonly tf.Tensor[]): GPUComputePipeline => {
    const threads = leaves.every(({ size }) => size <= block) ? fewThreads : allThreads
    const key = `${leaves.length} ${threads}`
    squares[key] ??= compile(squaresOf(leaves.length, threads))
    return squares[key]
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
      bind: binder(() => squaresFor(filled), filled, bytes / bytesOfSquares, bytes),
    }
  }
  /** As many leaves in a job as the device can bind beside the results. */
  const norms = (leaves: readonly tf.Tensor[]): readonly Job[] =>
    chunksOf(leaves, maxStorageBuffersPerShaderStage - 1).map(normsOf)
  const reduction = (wanted: Measuring['reductions'][number]): readonly Job[] => {
    const uniform = uniformOf(numbersOf(wanted.reduction, wanted.scalars))
    return wanted.rows.map(({ size, loads }) => {
      const blocks = blocksOf(size)
      const bytes = bytesOfResult * wanted.reduction.outputs.length * blocks
      return {
        bytes,
        read: (results) => reducedFrom(wanted.reduction, results, size),
        bind: binder(() => pipelineFor(wanted.reduction), loads, blocks, bytes, uniform),
      }
    })
  }
  return { norms, reduction }
}
