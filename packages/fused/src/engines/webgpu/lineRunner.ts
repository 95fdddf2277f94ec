import type { LinePass, LineShader } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../../Engine.js'
import type { Bound } from './cacheBindGroups.js'
import { dispatchWorkgroups } from './dispatchWorkgroups.js'
import { numbersOf } from './emit.js'
import type { Device } from './jobs.js'

/** Runs passes of whole parts: a dispatch for the stores of each, and one for each reduction. */
export const lineRunner = ({
  backend,
  bufferOf,
  bindGroup,
  uniformOf,
  maxComputeWorkgroupsPerDimension,
}: Device): NonNullable<Engine['runLines']> => {
  const { device } = backend
  const known = new WeakMap<
    LinePass,
    readonly (LineShader & { readonly pipeline: GPUComputePipeline })[]
  >()
  return (pass, scalars, row, { wgsl }) => {
    const shaders =
      known.get(pass) ??
      wgsl(pass).map((shader) => {
        const module = device.createShaderModule({ code: shader.code })
        const compute = { module, entryPoint: 'main' }
        return { ...shader, pipeline: device.createComputePipeline({ layout: 'auto', compute }) }
      })
    known.set(pass, shaders)
    const uniform = uniformOf(numbersOf(pass, scalars))
    const numbers = { buffers: [uniform], sizes: [uniform.size] }
    const bound = shaders.map(({ loads, results }) => {
      const tensors = [
        ...loads.map((load) => row.loads[load] as tf.Tensor),
        ...results.map(({ of, index }) => row[of][index] as tf.Tensor),
      ]
      return {
        buffers: tensors.map(({ dataId }) => bufferOf(dataId)),
        sizes: tensors.map(({ size }) => 4 * size),
      }
    })
    backend.ensureCommandEncoderReady()
    backend.endComputePassEncoder()
    const commands = backend.commandEncoder.beginComputePass()
    shaders.forEach(({ pipeline, workgroups }, i) => {
      commands.setPipeline(pipeline)
      commands.setBindGroup(0, bindGroup(pipeline, 0, bound[i] as Bound))
      commands.setBindGroup(1, bindGroup(pipeline, 1, numbers))
      dispatchWorkgroups(commands, workgroups, maxComputeWorkgroupsPerDimension)
    })
    commands.end()
    backend.submitQueue()
  }
}
