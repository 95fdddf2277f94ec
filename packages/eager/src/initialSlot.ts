import type { Slot } from '@momenta/core'
import { slotShape } from '@momenta/core/program'
import * as tf from '@tensorflow/tfjs-core'

/** The initial value of a slot for a leaf with those parameters, a tensor of its own. */
export const initialSlot = (slot: Slot, leaf: tf.Tensor): tf.Tensor => {
  if (slot === 'params') return tf.clone(leaf)
  return slot === 'zeros'
    ? tf.zerosLike(leaf)
    : tf.fill([...slotShape(slot, leaf.shape)], slot.fill, leaf.dtype)
}
