import type * as tf from '@tensorflow/tfjs-core'
import type { PartBuffers } from './LeafBuffers.js'
import type { OpenRow } from './OpenRow.js'
import type { Source, Wiring } from './wiringOf.js'

type Holes = (tf.Tensor | undefined)[]

/** The next tensors of a part, as far as they are known before the stores have tensors. */
export interface OpenPart {
  /** Undefined for a store. */
  readonly slots: Holes
  /** The entries before. */
  readonly entries: readonly tf.Tensor[]
  /** The index of the entry that is written; undefined if none is. */
  readonly write: number | undefined
  /** The entry that is written; undefined for a store. */
  readonly entry: tf.Tensor | undefined
}

/** The tensor of an output; undefined for a store without a tensor. */
export const tensorOf = (
  source: Source | undefined,
  {
    loads,
    stores,
  }: { readonly loads: readonly tf.Tensor[]; readonly stores: readonly tf.Tensor[] },
): tf.Tensor | undefined => {
  if (source === undefined) return undefined
  return 'load' in source ? loads[source.load] : stores[source.store]
}

/** Whether the next state of a part holds a tensor. */
export const keeps = ({ slots, entries, write, entry }: OpenPart, tensor: tf.Tensor): boolean => {
  if (slots.includes(tensor) || (write !== undefined && entry === tensor)) return true
  for (let i = 0; i < entries.length; i++) if (i !== write && entries[i] === tensor) return true
  return false
}

/** The list with one entry written; the same list if it holds that entry. */
export const writeEntry = (
  entries: readonly tf.Tensor[],
  write: number,
  entry: tf.Tensor,
): readonly tf.Tensor[] => {
  if (entries[write] === entry) return entries
  const next: tf.Tensor[] = []
  // not by slice, which is slow on a frozen list
  for (const other of entries) next.push(other)
  next[write] = entry
  return next
}

/** Whether two parts hold the same tensors. */
export const isSame = (a: PartBuffers, b: PartBuffers): boolean => {
  for (let j = 0; j < a.slots.length; j++) if (a.slots[j] !== b.slots[j]) return false
  return a.entries === b.entries
}

/** The next tensors of a part. */
export const closePart = (
  { slots, entries, write }: OpenPart,
  sources: Wiring['parts'][number],
  row: OpenRow,
): PartBuffers => {
  for (let j = 0; j < slots.length; j++) slots[j] ??= tensorOf(sources.slots[j], row)
  const entry = tensorOf(sources.entry, row)
  return {
    slots: slots as readonly tf.Tensor[],
    entries:
      write === undefined || entry === undefined ? entries : writeEntry(entries, write, entry),
  }
}
