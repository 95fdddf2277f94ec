import { worstOf } from './deviation.js'
import type { Reached } from './Run.js'

type Memories = Reached['memories']
const ascending = (keys: readonly number[]) => [...keys].sort((a, b) => a - b)

/** The memory of a tensor: its own, or the one that all share. */
const ofTensor = (memories: Memories, tensor: number) =>
  memories.length === 1 ? memories[0] : memories[tensor]

/**
 * How far the sizes and keys of the memories are from those of a file, which lists them for each
 * tensor in any order.
 */
export const keyDeviation = (
  memories: Memories,
  wanted: readonly { readonly size: number; readonly keys: readonly number[] }[],
  tol: number,
): number =>
  wanted.reduce((worst, { size, keys }, tensor) => {
    const own = ofTensor(memories, tensor)
    return own === undefined || own.keys.length !== size
      ? Number.POSITIVE_INFINITY
      : Math.max(worst, worstOf([ascending(own.keys)], [ascending(keys)], tol))
  }, 0)

/** Whether a step's offer went into no slot: every key is the one before it, decayed. */
const isRejected = (before: readonly number[], after: readonly number[], decay: number) =>
  before.length === after.length &&
  after.every((key, i) => Math.abs(key - decay * (before[i] as number)) <= 1e-12 * key)

/**
 * 0 if the offers of a step were accepted and rejected as in a file, which gives for each tensor
 * the slot that was written, or -1; infinite if not. Which slot it was is no part of the format.
 */
export const offerDeviation = (
  before: Memories,
  after: Memories,
  slots: readonly number[],
  decay: number,
): number =>
  slots.every((slot, tensor) => {
    const [old, now] = [ofTensor(before, tensor)?.keys ?? [], ofTensor(after, tensor)?.keys ?? []]
    return (slot === -1) === isRejected(old, now, decay)
  })
    ? 0
    : Number.POSITIVE_INFINITY
