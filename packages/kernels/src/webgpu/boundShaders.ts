import type { TensorInfo } from '@tensorflow/tfjs-core'
import { pipelinesOf } from './pipelinesOf.js'
import type { Params, Shader } from './Shader.js'
import type { WebgpuBackend } from './WebgpuBackend.js'

/** Offsets of uniforms must be multiples of this many bytes on every device. */
export const alignment = 256

/** A shader that is ready to be dispatched. */
interface Bound {
  readonly pipeline: GPUComputePipeline
  /** Its uniform has the parameters of each call, at multiples of {@link alignment}. */
  readonly group: GPUBindGroup
}

/** Bind groups kept; all are forgotten when there are so many. */
const limit = 2 ** 13

/**
 * Binds shaders to tensors and parameters. Bind groups and uniforms are kept, since in a training
 * the same shapes and buffers recur, and both take longer to make than a dispatch.
 */
export const boundShaders = (
  backend: WebgpuBackend,
): ((shader: Shader, tensors: readonly TensorInfo[], calls: readonly Params[]) => Bound) => {
  const { device } = backend
  const pipelineOf = pipelinesOf(device)
  const numbers = new WeakMap<object, number>()
  let made = 0
  const numberOf = (object: object): number => {
    const found = numbers.get(object)
    if (found !== undefined) return found
    made += 1
    numbers.set(object, made)
    return made
  }
  let groups = new Map<string, GPUBindGroup>()
  let uniforms = new Map<string, GPUBuffer>()
  const forgetAll = (): void => {
    backend.uniformPendingDisposal.push(...uniforms.values())
    groups = new Map()
    uniforms = new Map()
  }
  const uniformOf = (key: string, calls: readonly Params[]): GPUBuffer => {
    const found = uniforms.get(key)
    if (found !== undefined) return found
    const words = new Uint32Array((calls.length * alignment) / 4)
    for (const [i, call] of calls.entries()) words.set(call, (i * alignment) / 4)
    const { UNIFORM, COPY_DST } = GPUBufferUsage
    const uniform = backend.bufferManager.acquireBuffer(words.byteLength, UNIFORM | COPY_DST)
    backend.queue.writeBuffer(uniform, 0, words)
    uniforms.set(key, uniform)
    return uniform
  }
  return (shader, tensors, calls) => {
    const { pipeline, layout } = pipelineOf(shader)
    const data = tensors.map(({ dataId }) => backend.tensorMap.get(dataId))
    const buffers = data.map(({ resource }) => resource as GPUBuffer)
    const params = calls.join(';')
    let key = `${numberOf(layout)} ${params}`
    for (const buffer of buffers) key += ` ${numberOf(buffer)}`
    const found = groups.get(key)
    if (found !== undefined) return { pipeline, group: found }
    if (groups.size === limit) forgetAll()
    const uniform = { buffer: uniformOf(params, calls), size: 16 }
    const resources = [...buffers.map((buffer) => ({ buffer })), uniform]
    const entries = resources.map((resource, binding) => ({ binding, resource }))
    const group = device.createBindGroup({ layout, entries })
    // a kept group would keep the program's own buffers
    if (!data.some(({ external }) => external)) groups.set(key, group)
    return { pipeline, group }
  }
}
