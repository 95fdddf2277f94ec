/** The buffers that a shader binds, each from an offset on, with a number of bytes. */
export interface Bound {
  readonly buffers: readonly GPUBuffer[]
  readonly sizes: readonly number[]
  /** Of the last buffer; the others begin at 0. Default 0. */
  readonly offset?: number
}

/** Makes the bind group of a pipeline with these buffers, or returns a cached one. */
export type BindGroup = (pipeline: GPUComputePipeline, index: number, bound: Bound) => GPUBindGroup

/** Groups by the buffers that they bind, one level for each. */
interface Level {
  readonly next: Map<GPUBuffer, Level>
  known?: Bound & { readonly group: GPUBindGroup }
}

interface Cache {
  levels: Level[]
  count: number
}

/**
 * Bind groups kept per pipeline. Gradients move between the buffers that the backend recycles, so
 * a leaf needs a few groups in turn; all are forgotten when there are so many.
 */
const limit = 4096

const add = ({ next }: Level, buffer: GPUBuffer): Level => {
  const level = { next: new Map() }
  next.set(buffer, level)
  return level
}

const isSame = (a: Bound, b: Bound): boolean => {
  if (a.offset !== b.offset) return false
  for (let i = 0; i < a.sizes.length; i++) if (a.sizes[i] !== b.sizes[i]) return false
  return true
}

/**
 * Caches bind groups by their pipelines and buffers, so that a step whose buffers recur makes none.
 */
export const cacheBindGroups = (device: GPUDevice): BindGroup => {
  const caches = new WeakMap<GPUComputePipeline, Cache>()
  const make = (pipeline: GPUComputePipeline, index: number, bound: Bound): GPUBindGroup => {
    const { buffers, sizes, offset = 0 } = bound
    const entries = buffers.map((buffer, binding) => ({
      binding,
      resource: {
        buffer,
        offset: buffers[binding + 1] ? 0 : offset,
        size: sizes[binding] as number,
      },
    }))
    return device.createBindGroup({ layout: pipeline.getBindGroupLayout(index), entries })
  }
  return (pipeline, index, bound) => {
    let cache = caches.get(pipeline)
    if (cache === undefined || cache.count === limit) {
      cache = { levels: [], count: 0 }
      caches.set(pipeline, cache)
    }
    let level: Level = cache.levels[index] ?? { next: new Map() }
    cache.levels[index] = level
    for (const buffer of bound.buffers) {
      level = level.next.get(buffer) ?? add(level, buffer)
    }
    if (level.known !== undefined && isSame(level.known, bound)) return level.known.group
    const group = make(pipeline, index, bound)
    level.known = { ...bound, group }
    cache.count += 1
    return group
  }
}
