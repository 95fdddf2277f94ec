import { decodedAs } from './decodedAs.js'
import { FunctionNamed } from './FunctionNamed.js'
import type { Trajectory } from './ReferenceFile.js'
import { surfaceOf } from './surfaceOf.js'

/** The value of the loss at a point in a step, and a flat gradient for each tensor. */
export interface Evaluated {
  readonly value: number
  readonly grads: readonly (readonly number[])[]
}

/**
 * The loss of a trajectory: gradients as the file gives them, or those of the function that it
 * names.
 */
export const gradientsOf = (
  file: Trajectory,
): ((step: number, params: readonly ArrayLike<number>[]) => Evaluated) => {
  if (file.kind === 'given-gradients')
    return (step) => ({
      value: file.steps[step]?.value ?? 0,
      grads: file.steps[step]?.grads ?? [],
    })
  const sizes = file.params.map(({ init }) => init.length)
  const dim = sizes.reduce((sum, size) => sum + size, 0)
  const surface = surfaceOf(decodedAs('function', FunctionNamed, file.function), dim)
  return (_, params) => {
    const flat = new Float64Array(dim)
    const x = Float64Array.from(params.flatMap((leaf) => Array.from(leaf)))
    const value = surface.gradient(x, flat)
    const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size, 0))
    return {
      value,
      grads: sizes.map((size, i) =>
        Array.from(flat.subarray((ends[i] as number) - size, ends[i] as number)),
      ),
    }
  }
}
