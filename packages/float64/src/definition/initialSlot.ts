import type { Slot } from '@momenta/core'
import { slotShape } from '@momenta/core/program'
import { sizeOf } from '../shapes.js'

/** The initial value of a slot for a leaf with those parameters and that shape, a new array. */
export const initialSlot = (
  slot: Slot,
  leaf: ArrayLike<number>,
  shape: readonly number[],
): Float64Array => {
  if (slot === 'params') return Float64Array.from(leaf)
  return new Float64Array(sizeOf(slotShape(slot, shape))).fill(slot === 'zeros' ? 0 : slot.fill)
}
