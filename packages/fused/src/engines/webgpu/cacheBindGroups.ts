/** A range of a buffer that a shader binds. */
interface Binding {
  readonly buffer: GPUBuffer
  readonly offset: number
  readonly size: number
}

/** Makes the bind group of a pipeline with these bindings, or returns a cached one. */
export type BindGroup = (
  pipeline: GPUComputePipeline,
  index: number,
  bindings: readonly Binding[],
) => GPUBindGroup

/**
 * Bind groups kept per pipeline. Gradients move between the buffers that the backend recycles, so
 * a leaf needs a few groups in turn; the oldest is forgotten.
 */
const limit = 4096

/**
 * Caches bind groups by their pipelines and buffers, so that a step whose buffers recur makes none.
 */
export const cacheBindGroups = (device: GPUDevice): BindGroup => {
  const numbers = new WeakMap<GPUBuffer, number>()
  const groups = new WeakMap<GPUComputePipeline, Map<string, GPUBindGroup>>()
  let next = 0
  const numberOf = (buffer: GPUBuffer): number => {
    const number = numbers.get(buffer) ?? next++
    numbers.set(buffer, number)
    return number
  }
  return (pipeline, index, bindings) => {
    const known = groups.get(pipeline) ?? new Map<string, GPUBindGroup>()
    groups.set(pipeline, known)
    const key = `${index}:${bindings.map(({ buffer, offset, size }) => `${numberOf(buffer)} ${offset} ${size}`).join()}`
    const found = known.get(key)
    if (found !== undefined) return found
    const made = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(index),
      entries: bindings.map((resource, binding) => ({ binding, resource })),
    })
    const [oldest] = known.keys()
    if (known.size === limit && oldest !== undefined) known.delete(oldest)
    known.set(key, made)
    return made
  }
}
