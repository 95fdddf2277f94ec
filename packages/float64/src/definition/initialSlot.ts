import type { Slot } from '@momenta/core'

/** The initial value of a slot for a leaf with those parameters, a new array. */
export const initialSlot = (slot: Slot, leaf: Float64Array): Float64Array => {
  if (slot === 'params') return leaf.slice()
  return new Float64Array(leaf.length).fill(slot === 'zeros' ? 0 : slot.fill)
}
