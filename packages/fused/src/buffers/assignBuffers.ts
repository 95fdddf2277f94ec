import type { Plan } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { holds, type PartBuffers } from './LeafBuffers.js'
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

/** The next tensors of a part; a hole for each store that has no tensor yet. */
interface OpenPart {
  readonly slots: Holes
  readonly entries: readonly tf.Tensor[] | Holes
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

/** A copy; `slice` is slow on a frozen list. */
const copyOf = (entries: readonly tf.Tensor[]): tf.Tensor[] => {
  const copy: tf.Tensor[] = []
  for (const entry of entries) copy.push(entry)
  return copy
}

/** The next tensors of the parts of a program, with holes for the stores. */
const openParts = (wiring: Wiring, row: OpenRow, at: LeafStep, step: StepBuffers): void => {
  const next = step.next[at.leaf] as (OpenPart | undefined)[]
  for (let k = 0; k < wiring.parts.length; k++) {
    const { slots, entry } = wiring.parts[k] as Wiring['parts'][number]
    const { entries } = heldBefore(step, at, k)
    const write = writeOf(wiring, at, k)
    const open: OpenPart = { slots: [], entries: write === undefined ? entries : copyOf(entries) }
    for (const source of slots) open.slots.push(tensorOf(source, row))
    if (write !== undefined) (open.entries as Holes)[write] = tensorOf(entry, row)
    next[at.parts[k] as number] = open
  }
}

/** Fills the holes. */
const fillParts = (wiring: Wiring, { stores }: OpenRow, at: LeafStep, step: StepBuffers): void => {
  const next = step.next[at.leaf] as (OpenPart | undefined)[]
  for (let k = 0; k < wiring.parts.length; k++) {
    const { slots, entry } = wiring.parts[k] as Wiring['parts'][number]
    const open = next[at.parts[k] as number] as OpenPart
    for (let j = 0; j < slots.length; j++) {
      const source = slots[j] as Source
      if ('store' in source) open.slots[j] = stores[source.store]
    }
    const write = writeOf(wiring, at, k)
    if (write !== undefined && entry !== undefined && 'store' in entry)
      (open.entries as Holes)[write] = stores[entry.store]
  }
}

/**
 * The tensors of a leaf that may be overwritten: those that the next state does not hold, if the
 * engine made them and nothing else holds them. Only the last segment overwrites, after which
 * neither updates nor gradients are left that could be such a tensor.
 */
const spentBy = (wiring: Wiring, at: LeafStep, step: StepBuffers): tf.Tensor[] => {
  const next = step.next[at.leaf] as readonly PartBuffers[]
  const parameter = step.params[at.leaf]
  const spent: tf.Tensor[] = []
  const give = (tensor: tf.Tensor | undefined) => {
    if (tensor === undefined || tensor === parameter || spent.includes(tensor)) return
    if (step.shared.has(tensor) || holds(next, tensor)) return
    if (step.engine.isOwn(tensor)) spent.push(tensor)
  }
  for (let k = 0; k < wiring.parts.length; k++) {
    const { slots, entries } = heldBefore(step, at, k)
    for (const tensor of slots) give(tensor)
    const write = writeOf(wiring, at, k)
    if (write !== undefined) give(entries[write])
  }
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
  const open: OpenRow = { loads: loadsAt(wiring, at, step), stores: [] }
  openParts(wiring, open, at, step)
  const spent = overwrites ? spentBy(wiring, at, step) : []
  const row = { loads: open.loads, stores: storesAt(wiring, spent, at, step) }
  fillParts(wiring, row, at, step)
  const { updates, grads } = wiring
  step.updates[at.leaf] = tensorOf(updates, row) ?? (step.updates[at.leaf] as tf.Tensor)
  step.grads[at.leaf] = tensorOf(grads, row) ?? (step.grads[at.leaf] as tf.Tensor)
  return row
}
