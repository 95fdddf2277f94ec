import { once } from '@momenta/core/program'
import type { Pipelines } from './pipelinesOf.js'

/** The buffers that a shader binds, each from an offset on, with a number of bytes. */
export interface Bound {
  readonly buffers: readonly GPUBuffer[]
  readonly sizes: readonly number[]
  /** Of the last buffer; the others begin at 0. Default 0. */
  readonly offset?: number
}

/**
 * Makes the bind group of a pipeline with these buffers, or returns a cached one; throws if the
 * device has rejected the pipeline.
 *
 * @param place - What the group is for among those of a pipeline; `numbers` for its uniform.
 * @param settle - Gives buffers with the same contents that do not move from step to step, for a
 *   place whose buffers moved so often that it does not pay to make groups for all.
 */
export type BindGroup = (
  pipeline: GPUComputePipeline,
  place: number,
  bound: Bound,
  settle?: () => Bound,
) => GPUBindGroup

/** The place of the uniform of a pipeline, whose group has the index 1. */
export const numbers = -1

interface Known extends Bound {
  readonly layout: GPUBindGroupLayout
  readonly group: GPUBindGroup
}

/** Bind groups kept for a place; all are forgotten when there are so many. */
const limit = 256

/**
 * Gradients move between the buffers that the backend recycles. In a small network a place needs a
 * few groups in turn; where it had so many, most would be new in every step.
 */
const settles = 16

/** Whether two lists of one length hold the same items. */
export const haveSameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.every((item, i) => item === b[i])

/**
 * Caches bind groups by their pipelines and buffers, so that a step whose buffers recur makes none.
 */
export const cacheBindGroups = (device: GPUDevice, check: Pipelines['check']): BindGroup => {
  const listsOf = once((_: GPUComputePipeline): { [place: number]: Known[] } => ({}))
  const bindGroup: BindGroup = (pipeline, place, bound, settle) => {
    check(pipeline)
    const lists = listsOf(pipeline)
    lists[place] ??= []
    const list = lists[place]
    const { buffers, sizes, offset } = bound
    const found = list.find(
      (one) =>
        one.offset === offset &&
        haveSameItems(one.buffers, buffers) &&
        haveSameItems(one.sizes, sizes),
    )
    if (found !== undefined) return found.group
    if (settle !== undefined && list.length >= settles) return bindGroup(pipeline, place, settle())
    const layout = list[0]?.layout ?? pipeline.getBindGroupLayout(place === numbers ? 1 : 0)
    const entries = buffers.map((buffer, binding) => ({
      binding,
      resource: {
        buffer,
        offset: buffers[binding + 1] ? 0 : (offset ?? 0),
        size: sizes[binding] as number,
      },
    }))
    const group = device.createBindGroup({ layout, entries })
    if (list.length === limit) list.length = 0
    list.push({ ...bound, layout, group })
    return group
  }
  return bindGroup
}
