import type * as tf from '@tensorflow/tfjs-core'
import type { LeafBuffers } from './LeafBuffers.js'

/**
 * The only tensor that the state of a leaf holds twice, in a slot and as an entry; null if it holds
 * each tensor once. Undefined if that is not known.
 */
export type Twin = tf.Tensor | null | undefined

/** Finds the twin of a leaf; undefined if more is shared, or the state holds the parameter. */
export const findTwin = (parts: LeafBuffers, parameter: tf.Tensor): Twin => {
  const slots = new Set<tf.Tensor>([parameter])
  const entries = new Set<tf.Tensor>([parameter])
  let [slotCount, entryCount] = [1, 1]
  for (const part of parts) {
    if (part === undefined) continue
    for (const tensor of part.slots) slots.add(tensor)
    for (const tensor of part.entries) entries.add(tensor)
    slotCount += part.slots.length
    entryCount += part.entries.length
  }
  if (slots.size < slotCount || entries.size < entryCount) return undefined
  const both = [...slots].filter((tensor) => tensor !== parameter && entries.has(tensor))
  return both.length > 1 ? undefined : (both[0] ?? null)
}
