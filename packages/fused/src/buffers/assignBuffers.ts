import type { Plan } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { holds, type LeafBuffers, type PartBuffers } from './LeafBuffers.js'
import type { OpenRow } from './OpenRow.js'
import { allocate, type StepBuffers } from './StepBuffers.js'
import type { Place, Source, Wiring } from './wiringOf.js'

/** One leaf that runs a program. */
export interface LeafStep {
  readonly leaf: number
  /** The parts of the program, as indices into the chain, and their plans. */
  readonly parts: readonly number[]
  readonly plans: readonly Plan[]
}

type Holes = (tf.Tensor | undefined)[]

/** The next tensors of a part, as far as they are known before the stores have tensors. */
interface OpenPart {
  /** Undefined for a store. */
  readonly slots: Holes
  /** The entries before. */
  readonly entries: readonly tf.Tensor[]
  /** The index of the entry that is written; undefined if none is. */
  readonly write: number | undefined
  /** The entry that is written; undefined for a store. */
  readonly entry: tf.Tensor | undefined
}

const heldBefore = (step: StepBuffers, { leaf, parts }: LeafStep, part: number): PartBuffers =>
  step.was[leaf]?.[parts[part] as number] as PartBuffers

const loadAt = (place: Place, at: LeafStep, step: StepBuffers): tf.Tensor => {
  if (place.kind === 'slot') return heldBefore(step, at, place.part).slots[place.index] as tf.Tensor
  if (place.kind !== 'entry') return step[place.kind][at.leaf] as tf.Tensor
  const entry = at.plans[place.part]?.read?.[place.index] as number
  return heldBefore(step, at, place.part).entries[entry] as tf.Tensor
}

const loadsAt = ({ loads }: Wiring, at: LeafStep, step: StepBuffers): tf.Tensor[] => {
  const found: tf.Tensor[] = []
  for (const place of loads) found.push(loadAt(place, at, step))
  return found
}

/** The slot of a memory that a plan writes; undefined for a body without an entry. */
const writeOf = (wiring: Wiring, at: LeafStep, part: number): number | undefined =>
  wiring.parts[part]?.entry === undefined ? undefined : at.plans[part]?.write

/** The tensor of an output; undefined for a store without a tensor. */
const tensorOf = (
  source: Source | undefined,
  {
    loads,
    stores,
  }: { readonly loads: readonly tf.Tensor[]; readonly stores: readonly tf.Tensor[] },
): tf.Tensor | undefined => {
  if (source === undefined) return undefined
  return 'load' in source ? loads[source.load] : stores[source.store]
}

const openParts = (
  wiring: Wiring,
  row: OpenRow,
  at: LeafStep,
  step: StepBuffers,
): readonly OpenPart[] => {
  const open: OpenPart[] = []
  for (let k = 0; k < wiring.parts.length; k++) {
    const { slots: sources, entry } = wiring.parts[k] as Wiring['parts'][number]
    const { entries } = heldBefore(step, at, k)
    const slots: Holes = []
    for (const source of sources) slots.push(tensorOf(source, row))
    open.push({ slots, entries, write: writeOf(wiring, at, k), entry: tensorOf(entry, row) })
  }
  return open
}

const keeps = ({ slots, entries, write, entry }: OpenPart, tensor: tf.Tensor): boolean => {
  if (slots.includes(tensor) || (write !== undefined && entry === tensor)) return true
  for (let i = 0; i < entries.length; i++) if (i !== write && entries[i] === tensor) return true
  return false
}

/** The list with one entry written; the same list if it holds that entry. */
const writeEntry = (
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

/** The next tensors of a part. */
const closePart = (
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

/**
 * The tensors of a leaf that may be overwritten: those that the next state does not hold, if the
 * engine made them and nothing else holds them. Only the last segment overwrites, after which
 * neither updates nor gradients are left that could be such a tensor.
 */
const spentBy = (open: readonly OpenPart[], at: LeafStep, step: StepBuffers): tf.Tensor[] => {
  const next = step.next[at.leaf] as LeafBuffers
  const parameter = step.params[at.leaf]
  const spent: tf.Tensor[] = []
  const isKept = (tensor: tf.Tensor): boolean => {
    for (const part of open) if (keeps(part, tensor)) return true
    return step.shared.has(tensor) || holds(next, tensor)
  }
  const give = (tensor: tf.Tensor | undefined) => {
    if (tensor === undefined || tensor === parameter || spent.includes(tensor)) return
    if (!isKept(tensor) && step.engine.isOwn(tensor)) spent.push(tensor)
  }
  open.forEach(({ entries, write }, k) => {
    for (const tensor of heldBefore(step, at, k).slots) give(tensor)
    if (write !== undefined) give(entries[write])
  })
  return spent
}

/**
 * Assigns a tensor to each store: one that the next state does not hold, preferably the slot's own,
 * else a new one.
 */
const storesAt = (
  { homes, params }: Wiring,
  spent: tf.Tensor[],
  at: LeafStep,
  step: StepBuffers,
): tf.Tensor[] => {
  const like = step.params[at.leaf] as tf.Tensor
  const stores = homes.map((home, store): tf.Tensor | undefined => {
    if (store === params) return like
    const own = home && heldBefore(step, at, home.part).slots[home.slot]
    const found = own === undefined ? -1 : spent.indexOf(own)
    return found < 0 ? undefined : spent.splice(found, 1)[0]
  })
  return stores.map((tensor) => tensor ?? spent.pop() ?? allocate(step, like, at.leaf))
}

/**
 * Assigns tensors to the loads and stores of a program for one leaf, and builds the next state of
 * its parts. Nothing is computed yet. The next parameters are stored in place of the old ones until
 * `assignParameters` gives them a tensor.
 *
 * @param overwrites - Whether stores may overwrite tensors that the next state does not hold: in
 *   the last segment only, so that a step that fails earlier does not change its iterate.
 */
export const assignBuffers = (
  wiring: Wiring,
  at: LeafStep,
  step: StepBuffers,
  overwrites: boolean,
): OpenRow => {
  const loads = loadsAt(wiring, at, step)
  const open = openParts(wiring, { loads, stores: [] }, at, step)
  const next = step.next[at.leaf] as (PartBuffers | undefined)[]
  for (const part of at.parts) next[part] = undefined
  const spent = overwrites ? spentBy(open, at, step) : []
  const row = { loads, stores: storesAt(wiring, spent, at, step) }
  wiring.parts.forEach((sources, k) => {
    next[at.parts[k] as number] = closePart(open[k] as OpenPart, sources, row)
  })
  const { updates, grads } = wiring
  step.updates[at.leaf] = tensorOf(updates, row) ?? (step.updates[at.leaf] as tf.Tensor)
  step.grads[at.leaf] = tensorOf(grads, row) ?? (step.grads[at.leaf] as tf.Tensor)
  return row
}
