import * as tf from '@tensorflow/tfjs-core'
import type { Settled } from '../isSettled.js'
import { holds, type LeafBuffers } from './LeafBuffers.js'
import { heldBefore, type LeafStep, loadsAt } from './LeafStep.js'
import { closePart, isSame, keeps, type OpenPart, tensorOf } from './OpenPart.js'
import type { OpenRow } from './OpenRow.js'
import { ownTensor, reassignBuffers } from './reassignBuffers.js'
import { keepRow, reuseRow } from './reuseRow.js'
import { allocate, type StepBuffers } from './StepBuffers.js'
import { findTwin } from './Twin.js'
import type { Wiring } from './wiringOf.js'

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

/** Whether the next state holds a tensor, or another leaf does. */
const isKept = (
  tensor: tf.Tensor,
  open: readonly OpenPart[],
  next: LeafBuffers,
  { shared }: StepBuffers,
): boolean => {
  for (const part of open) if (keeps(part, tensor)) return true
  return (shared.size > 0 && shared.has(tensor)) || holds(next, tensor)
}

/**
 * The tensors of a leaf that may be overwritten: those that the next state does not hold, if the
 * engine made them and nothing else holds them. Neither the updates nor the gradients after the
 * program are such a tensor.
 */
const spentBy = (
  open: readonly OpenPart[],
  next: LeafBuffers,
  at: LeafStep,
  step: StepBuffers,
): tf.Tensor[] => {
  const spent: tf.Tensor[] = []
  const give = (tensor: tf.Tensor | undefined): void => {
    if (tensor === undefined || tensor === step.params[at.leaf] || spent.includes(tensor)) return
    if (!isKept(tensor, open, next, step) && step.engine.isOwn(tensor)) spent.push(tensor)
  }
  for (let k = 0; k < open.length; k++) {
    const { entries, write } = open[k] as OpenPart
    for (const tensor of heldBefore(step, at, k).slots) give(tensor)
    if (write !== undefined) give(entries[write])
  }
  return spent
}

/** Removes a tensor from a list; returns it, or undefined if the list does not hold it. */
const take = (list: tf.Tensor[], tensor: tf.Tensor | undefined): tf.Tensor | undefined => {
  const found = tensor === undefined ? -1 : list.indexOf(tensor)
  return found < 0 ? undefined : list.splice(found, 1)[0]
}

/**
 * Whether the gradient of a leaf may be overwritten, if no part after the program reads it: it has
 * memory of its own, since the step holds it as a tensor of its own.
 */
const isGradientFree = (
  open: readonly OpenPart[],
  next: LeafBuffers,
  { leaf }: LeafStep,
  step: StepBuffers,
): boolean => {
  const gradient = step.grads[leaf] as tf.Tensor
  return tf.backend().refCount(gradient.dataId) === 1 && !isKept(gradient, open, next, step)
}

/**
 * Assigns a tensor to each store: one that the next state does not hold, preferably the slot's own,
 * else a new one.
 *
 * @param free - A tensor that may be overwritten, but does not become state.
 */
const storesAt = (
  wiring: Wiring,
  spent: tf.Tensor[],
  free: tf.Tensor[],
  at: LeafStep,
  step: StepBuffers,
): tf.Tensor[] => {
  const like = step.params[at.leaf] as tf.Tensor
  const stores: (tf.Tensor | undefined)[] = []
  for (let store = 0; store < wiring.homes.length; store++) {
    const own = ownTensor(wiring, store, at, step)
    stores.push(store === wiring.params ? like : take(spent, own))
  }
  for (let store = 0; store < stores.length; store++) {
    const isState = wiring.homes[store] !== undefined || wiring.entryParts[store] !== undefined
    stores[store] ??=
      (isState ? undefined : free.pop()) ?? spent.pop() ?? allocate(step, like, at.leaf)
  }
  return stores as tf.Tensor[]
}

/**
 * Assigns tensors to the loads and stores of a program for one leaf, and builds the next state of
 * its parts. Nothing is computed yet. The next parameters are stored in place of the old ones until
 * `assignParameters` gives them a tensor.
 *
 * @param settled - Whether stores may overwrite tensors that the next state does not hold, and the
 *   gradients.
 */
export const assignBuffers = (
  wiring: Wiring,
  at: LeafStep,
  step: StepBuffers,
  settled: Settled,
): OpenRow => {
  const { updates, grads, params } = wiring
  const overwrites = settled.state && (params !== undefined || wiring.isApart)
  const known =
    settled.state && params !== undefined
      ? (reuseRow(wiring, at.leaf, step) ?? reassignBuffers(wiring, at, step))
      : undefined
  if (known !== undefined) return known
  const loads = loadsAt(wiring, at, step)
  const open = openParts(wiring, { loads, stores: [] }, at, step)
  const next = [...(step.next[at.leaf] as LeafBuffers)]
  for (const part of at.parts) next[part] = undefined
  const spent = overwrites ? spentBy(open, next, at, step) : []
  const isFree = settled.gradients && isGradientFree(open, next, at, step)
  const free = isFree ? [step.grads[at.leaf] as tf.Tensor] : []
  const row = { loads, stores: storesAt(wiring, spent, free, at, step) }
  if (isFree && free.length === 0) step.overwritten.add(step.grads[at.leaf] as tf.Tensor)
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
  if (overwrites && wiring.isLocal)
    step.nextTwins[at.leaf] = findTwin(next, step.params[at.leaf] as tf.Tensor)
  step.updates[at.leaf] = tensorOf(updates, row) ?? (step.updates[at.leaf] as tf.Tensor)
  step.grads[at.leaf] = tensorOf(grads, row) ?? (step.grads[at.leaf] as tf.Tensor)
  return row
}
