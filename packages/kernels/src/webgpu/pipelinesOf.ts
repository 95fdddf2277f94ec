import type { Shader } from './Shader.js'

/** A compiled shader, and the layout of its bindings. */
interface Compiled {
  readonly pipeline: GPUComputePipeline
  readonly layout: GPUBindGroupLayout
}

/** The uniform has an offset for each dispatch, so that all share one bind group. */
const layoutOf = (device: GPUDevice, { tensors }: Shader): GPUBindGroupLayout => {
  const visibility = GPUShaderStage.COMPUTE
  const storages = tensors.map(({ access }, binding) => ({
    ...{ binding, visibility },
    buffer: { type: access === 'read' ? 'read-only-storage' : 'storage' } as const,
  }))
  const buffer = { type: 'uniform', hasDynamicOffset: true, minBindingSize: 16 } as const
  return device.createBindGroupLayout({
    entries: [...storages, { binding: tensors.length, visibility, buffer }],
  })
}

const key = Symbol.for('momenta.compiling')

/**
 * What any package asked a device to compile: not compiled yet, or rejected. A fused step waits for
 * it before it overwrites anything.
 */
interface Watched {
  [key]?: Set<Promise<Error | undefined>>
}

const rejection = ({ message }: GPUError): Error =>
  new Error(
    `enableTraining: the WebGPU device must accept the shaders of its kernels, got ${message.trim().split('\n')[0]}; undo enableTraining, or take another backend`,
  )

/** Compiles shaders for a device, each once; throws for one that the device has rejected. */
export const pipelinesOf = (device: GPUDevice & Watched): ((shader: Shader) => Compiled) => {
  const known = new WeakMap<Shader, Compiled>()
  const rejected = new WeakMap<Shader, Error>()
  device[key] ??= new Set()
  const compiling = device[key]
  // a device that was lost gives none
  const pop = () => device.popErrorScope().catch(() => null)
  /** WebGPU tells of errors later, to whom has asked. */
  const watch = (shader: Shader): void => {
    const result = Promise.all([pop(), pop()]).then((errors) => {
      const found = errors.find((error) => error !== null)
      if (!found) {
        compiling.delete(result)
        return undefined
      }
      const error = rejection(found)
      rejected.set(shader, error)
      return error
    })
    compiling.add(result)
  }
  return (shader) => {
    const error = rejected.get(shader)
    if (error !== undefined) throw error
    const found = known.get(shader)
    if (found !== undefined) return found
    device.pushErrorScope('internal')
    device.pushErrorScope('validation')
    const layout = layoutOf(device, shader)
    const compute = {
      module: device.createShaderModule({ code: shader.code }),
      entryPoint: 'main',
    }
    const pipeline = device.createComputePipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute,
    })
    watch(shader)
    const made = { pipeline, layout }
    known.set(shader, made)
    return made
  }
}
