const key = Symbol.for('momenta.compiling')

/** What any package asked a device to compile: not compiled yet, or rejected. */
interface Watched {
  [key]?: Set<Promise<Error | undefined>>
}

/** The shaders of a device, of whose errors WebGPU tells later. */
export interface Pipelines {
  readonly compile: (code: string) => GPUComputePipeline
  /** Throws if the device has rejected a pipeline. */
  readonly check: (pipeline: GPUComputePipeline) => void
  /** Whether the device has yet to accept or reject one. */
  readonly isUncertain: () => boolean
  /** Waits until it has; throws if it rejected one. */
  readonly settle: () => Promise<void>
}

/** Compiles shaders for a device. */
export const pipelinesOf = (device: GPUDevice & Watched): Pipelines => {
  const rejected = new WeakMap<GPUComputePipeline, Error>()
  device[key] ??= new Set()
  const compiling = device[key]
  // a device that was lost gives none
  const pop = () => device.popErrorScope().catch(() => null)
  return {
    compile: (code) => {
      device.pushErrorScope('internal')
      device.pushErrorScope('validation')
      const compute = { module: device.createShaderModule({ code }), entryPoint: 'main' }
      const pipeline = device.createComputePipeline({ layout: 'auto', compute })
      const result = Promise.all([pop(), pop()]).then((errors) => {
        const found = errors.find((error) => error !== null)
        if (!found) {
          compiling.delete(result)
          return undefined
        }
        const error = new Error(
          `fused: the WebGPU device must accept the shaders of the optimizer, got ${found.message.trim().split('\n')[0]}; take another backend, or fused(optimizer, { fuse: false })`,
        )
        rejected.set(pipeline, error)
        return error
      })
      compiling.add(result)
      return pipeline
    },
    check: (pipeline) => {
      const error = rejected.get(pipeline)
      if (error !== undefined) throw error
    },
    isUncertain: () => compiling.size > 0,
    settle: async () => {
      const results = [...compiling]
      const errors = await Promise.all(results)
      for (const result of results) compiling.delete(result)
      for (const error of errors) if (error !== undefined) throw error
    },
  }
}
