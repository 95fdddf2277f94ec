import type { Slot } from '../Description.js'

/** The shape of a slot for a leaf of that shape. */
export const slotShape = (slot: Slot | undefined, shape: readonly number[]): readonly number[] =>
  typeof slot === 'object' ? (slot.shape?.(shape) ?? shape) : shape
