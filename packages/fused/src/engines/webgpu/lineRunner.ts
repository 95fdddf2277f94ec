import { type LinePass, once, type WholeCompiler } from '@momenta/core/program'
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
  compile,
  record,
}: Device): NonNullable<Engine['runLines']> => {
  const shadersOf = once((pass: LinePass, { wgsl }: WholeCompiler) =>
    wgsl(pass).map((shader) => ({ ...shader, pipeline: compile(shader.code) })),
  )
  return (pass, scalars, row, compiler) => {
    const shaders = shadersOf(pass, compiler)
    const uniform = uniformOf(numbersOf(pass, scalars))
    record(() =>
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
