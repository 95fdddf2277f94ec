import type * as tf from '@tensorflow/tfjs-core'
import { holds, type LeafBuffers, type PartBuffers } from './LeafBuffers.js'
import type { StepBuffers } from './StepBuffers.js'

/** Tensors of a part that its next state does not hold in the same place. */
const movedFrom = (was: PartBuffers, next: PartBuffers): readonly tf.Tensor[] => {
  if (was.entries === next.entries) return was.slots.filter((tensor, j) => tensor !== next.slots[j])
  const moved = (before: readonly tf.Tensor[], after: readonly tf.Tensor[]) =>
    before.filter((tensor, j) => tensor !== after[j])
  return [...moved(was.slots, next.slots), ...moved(was.entries, next.entries)]
}

/**
 * Whether the next iterate holds a tensor: in its own leaf, or in any if several leaves share it.
 */
const isHeld = (
  tensor: tf.Tensor,
  leaf: number,
  { next, params, shared }: StepBuffers,
): boolean => {
  if (params[leaf] === tensor || holds(next[leaf] as LeafBuffers, tensor)) return true
  return (
    shared.has(tensor) && (params.includes(tensor) || next.some((parts) => holds(parts, tensor)))
  )
}

/**
 * The tensors to dispose after a step: those of the old iterate, gradients and updates between
 * segments.
 */
export const deadTensors = (step: StepBuffers, grads: readonly tf.Tensor[]): Set<tf.Tensor> => {
  const dead = new Set<tf.Tensor>()
  const give = (tensor: tf.Tensor, leaf: number) => {
    if (!isHeld(tensor, leaf, step)) dead.add(tensor)
  }
  step.was.forEach((parts, leaf) => {
    give(step.paramsBefore[leaf] as tf.Tensor, leaf)
    give(grads[leaf] as tf.Tensor, leaf)
    const next = step.next[leaf] as LeafBuffers
    parts.forEach((part, p) => {
      if (part !== undefined)
        for (const tensor of movedFrom(part, next[p] as PartBuffers)) give(tensor, leaf)
    })
  })
  for (const { leaf, tensor } of step.passing) give(tensor, leaf)
  return dead
}
