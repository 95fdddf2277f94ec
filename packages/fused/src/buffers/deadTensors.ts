import type * as tf from '@tensorflow/tfjs-core'
import { holds, type LeafBuffers } from './LeafBuffers.js'
import type { StepBuffers } from './StepBuffers.js'

/** Calls `give` for each tensor that the list after does not hold in the same place. */
const giveMoved = (
  before: readonly tf.Tensor[],
  after: readonly tf.Tensor[],
  give: (tensor: tf.Tensor) => void,
): void => {
  if (before === after) return
  before.forEach((tensor, i) => {
    if (tensor !== after[i]) give(tensor)
  })
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
 * The tensors to dispose after a step, some perhaps twice: those of the old iterate, gradients,
 * their companions and updates between segments.
 */
export const deadTensors = (step: StepBuffers, grads: readonly tf.Tensor[]): tf.Tensor[] => {
  const dead: tf.Tensor[] = []
  const companions = Object.values(step.more)
  const giveAt = (leaf: number) => (tensor: tf.Tensor) => {
    if (!isHeld(tensor, leaf, step)) dead.push(tensor)
  }
  step.was.forEach((parts, leaf) => {
    const give = giveAt(leaf)
    give(step.paramsBefore[leaf] as tf.Tensor)
    give(grads[leaf] as tf.Tensor)
    for (const list of companions) give(list[leaf] as tf.Tensor)
    const next = step.next[leaf] as LeafBuffers
    if (next === parts) return
    for (let p = 0; p < parts.length; p++) {
      const [was, is] = [parts[p], next[p]]
      if (was === undefined || is === undefined || was === is) continue
      giveMoved(was.slots, is.slots, give)
      giveMoved(was.entries, is.entries, give)
    }
  })
  for (const { leaf, tensor } of step.passing) giveAt(leaf)(tensor)
  return dead
}
