import type { Plan } from '@momenta/core'
import type { Stream } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import { holds, type LeafBuffers, type PartBuffers } from './LeafBuffers.js'
import { closePart, isSame, keeps, type OpenPart, tensorOf } from './OpenPart.js'
import type { OpenRow } from './OpenRow.js'
import { keepRow, reuseRow } from './reuseRow.js'
import { allocate, type StepBuffers } from './StepBuffers.js'
import type { Wiring } from './wiringOf.js'

/** One leaf that runs a program. */
export interface LeafStep {
  readonly leaf: number
  /** The parts of the program, as indices into the chain, and their plans. */
  readonly parts: readonly number[]
  readonly plans: readonly Plan[]
}

const heldBefore = (step: StepBuffers, { leaf, parts }: LeafStep, part: number): PartBuffers =>
  step.was[leaf]?.[parts[part] as number] as PartBuffers

const loadAt = (place: Stream, at: LeafStep, step: StepBuffers): tf.Tensor => {
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

/** The next tensors of the parts of a program, without those of stores. */
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
    const slots: (tf.Tensor | undefined)[] = []
    for (const source of sources) slots.push(tensorOf(source, row))
    open.push({ slots, entries, write: writeOf(wiring, at, k), entry: tensorOf(entry, row) })
  }
  return open
}

/**
 * The tensors of a leaf that may be overwritten: those that the next state does not hold, if the
 * engine made them and nothing else holds them. Only the last segment overwrites, after which
 * neither updates nor gradients are left that could be such a tensor.
 */
const spentBy = (
  open: readonly OpenPart[],
  next: LeafBuffers,
  at: LeafStep,
  step: StepBuffers,
): tf.Tensor[] => {
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
  const steady = overwrites ? reuseRow(wiring, at.leaf, step) : undefined
  if (steady !== undefined) return steady
  const loads = loadsAt(wiring, at, step)
  const open = openParts(wiring, { loads, stores: [] }, at, step)
  const next = [...(step.next[at.leaf] as LeafBuffers)]
  for (const part of at.parts) next[part] = undefined
  const spent = overwrites ? spentBy(open, next, at, step) : []
  const row = { loads, stores: storesAt(wiring, spent, at, step) }
  let inPlace = overwrites
  wiring.parts.forEach((sources, k) => {
    const closed = closePart(open[k] as OpenPart, sources, row)
    const before = heldBefore(step, at, k)
    const stays = isSame(closed, before)
    inPlace &&= stays
    next[at.parts[k] as number] = stays ? before : closed
  })
  step.next[at.leaf] = next.every((part, p) => part === step.was[at.leaf]?.[p])
    ? (step.was[at.leaf] as LeafBuffers)
    : next
  keepRow(wiring, row, at.leaf, inPlace, step)
  const { updates, grads } = wiring
  step.updates[at.leaf] = tensorOf(updates, row) ?? (step.updates[at.leaf] as tf.Tensor)
  step.grads[at.leaf] = tensorOf(grads, row) ?? (step.grads[at.leaf] as tf.Tensor)
  return row
}
