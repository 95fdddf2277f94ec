import type { PartState } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../Engine.js'

/** Where the tensors of a step come from and go to. */
export interface Workshop {
  readonly engine: Engine
  /** Whether stores may go over what dies. */
  overwrites: boolean
  /** Whether the state that the step started from holds no entries. */
  readonly memoryless: boolean
  /** Whether no slot and no memory took a gradient or an update. */
  plain: boolean
  /** The state that the step started from. */
  readonly parts: readonly PartState<tf.Tensor>[]
  /** Tensors that nothing holds any more when the step is over. */
  readonly dead: Set<tf.Tensor>
  /** Tensors that are dead unless the next state holds them: updates between two segments, and what one segment let go while another still held it. */
  readonly passing: Set<tf.Tensor>
  /** Tensors that the step made, in case it fails. */
  readonly made: Set<tf.Tensor>
}

/** A new tensor for a leaf, freed if the step fails. */
export const allocated = (like: tf.Tensor, leaf: string, { engine, made }: Workshop): tf.Tensor => {
  const tensor = engine.allocate(like, leaf)
  made.add(tensor)
  return tensor
}

/** Whether a tensor of a leaf stands in the state anywhere but where it is about to die. */
export const standsElsewhere = (
  parts: readonly PartState<tf.Tensor>[],
  leaf: string,
  tensor: tf.Tensor,
  dying: number,
): boolean => {
  let places = 0
  for (const { slots, bank } of parts) {
    for (const slot in slots) if (slots[slot]?.[leaf] === tensor) places++
    const entries = bank[leaf]
    if (entries !== undefined) for (const entry of entries) if (entry === tensor) places++
  }
  return places > dying
}
