import type { LinePass, LineShader } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../../Engine.js'
import { numbersOf } from './emit.js'
import type { Device } from './jobs.js'

/** Runs passes of whole parts: a dispatch for the stores of each, and one for each reduction. */
export const lineRunner = ({
  backend,
  boundOf,
  bindGroup,
  uniformOf,
  pipelineOf,
  record,
}: Device): NonNullable<Engine['runLines']> => {
  const known = new WeakMap<
    LinePass,
    readonly (LineShader & { readonly pipeline: GPUComputePipeline })[]
  >()
  return (pass, scalars, row, { wgsl }) => {
    const shaders =
      known.get(pass) ??
      wgsl(pass).map((shader) => ({ ...shader, pipeline: pipelineOf(shader.code) }))
    known.set(pass, shaders)
    const uniform = uniformOf(numbersOf(pass, scalars))
    record(
      shaders.map(({ pipeline, loads, results, workgroups }) => {
        const bound = boundOf([
          ...loads.map((load) => row.loads[load] as tf.Tensor),
          ...results.map(({ of, index }) => row[of][index] as tf.Tensor),
        ])
        return { pipeline, group: bindGroup(pipeline, 0, bound), uniform, workgroups }
      }),
    )
    backend.submitQueue()
  }
}
