import type { Trajectory } from './ReferenceFile.js'

const product = (shape: readonly number[]) => shape.reduce((size, extent) => size * extent, 1)

/**
 * A trajectory whose tensors have the sizes that its shapes say, in every step.
 *
 * @throws RangeError naming the first list of another length.
 */
export const checkedShapes = (file: Trajectory): Trajectory => {
  const sizes = file.params.map(({ shape }) => product(shape))
  const check = (where: string, leaves: readonly (readonly number[])[]): void => {
    if (leaves.length !== sizes.length)
      throw new RangeError(
        `file: ${where} must hold one list for each of ${sizes.length} tensors, got ${leaves.length}`,
      )
    for (const [i, leaf] of leaves.entries())
      if (leaf.length !== sizes[i])
        throw new RangeError(
          `file: ${where}[${i}] must have ${sizes[i]} elements, got ${leaf.length}`,
        )
  }
  if (sizes.every((size) => size === 0))
    throw new RangeError('file: params must have at least one element, got none')
  check(
    'params.init',
    file.params.map(({ init }) => init),
  )
  for (const [i, step] of file.steps.entries()) {
    check(`steps[${i}].grads`, step.grads)
    check(`steps[${i}].params`, step.params)
    if (step.grads_perturbed !== undefined)
      check(`steps[${i}].grads_perturbed`, step.grads_perturbed)
    if (step.slots !== undefined && step.slots.length !== sizes.length)
      throw new RangeError(
        `file: steps[${i}].slots must hold one slot for each of ${sizes.length} tensors, got ${step.slots.length}`,
      )
  }
  if (file.final_buffer !== undefined && file.final_buffer.length !== sizes.length)
    throw new RangeError(
      `file: final_buffer must hold one buffer for each of ${sizes.length} tensors, got ${file.final_buffer.length}`,
    )
  return file
}
