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

/** Compiles shaders for a device, each once. */
export const pipelinesOf = (device: GPUDevice): ((shader: Shader) => Compiled) => {
  const known = new WeakMap<Shader, Compiled>()
  return (shader) => {
    const found = known.get(shader)
    if (found !== undefined) return found
    const layout = layoutOf(device, shader)
    const compute = {
      module: device.createShaderModule({ code: shader.code }),
      entryPoint: 'main',
    }
    const pipeline = device.createComputePipeline({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute,
    })
    const made = { pipeline, layout }
    known.set(shader, made)
    return made
  }
}
