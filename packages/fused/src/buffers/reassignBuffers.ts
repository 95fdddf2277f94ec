import type * as tf from '@tensorflow/tfjs-core'
import type { LeafBuffers, PartBuffers } from './LeafBuffers.js'
import { heldBefore, type LeafStep, loadsAt } from './LeafStep.js'
import { writeEntry } from './OpenPart.js'
import type { OpenRow } from './OpenRow.js'
import { keepRow } from './reuseRow.js'
import { allocate, type StepBuffers } from './StepBuffers.js'
import type { Twin } from './Twin.js'
import type { Source, Wiring } from './wiringOf.js'

type OnePart = Wiring['parts'][number]

/** The tensors that stores overwrite; undefined for a store that needs a new one. */
type Targets = (tf.Tensor | undefined)[]

/** The tensor of the slot that takes a store. */
export const ownTensor = ({ homes }: Wiring, store: number, at: LeafStep, step: StepBuffers) => {
  const home = homes[store]
  return home && heldBefore(step, at, home.part).slots[home.slot]
}

/**
 * The tensor that a store overwrites: of an entry, the one that it replaces, else that of its slot.
 * False if it is held elsewhere.
 */
const targetOf = (
  { entryParts }: Wiring,
  store: number,
  own: tf.Tensor | undefined,
  at: LeafStep,
  step: StepBuffers,
): tf.Tensor | undefined | false => {
  const twin = step.twins[at.leaf]
  const part = entryParts[store]
  if (part === undefined) return own === twin ? false : own
  const replaced = heldBefore(step, at, part).entries[at.plans[part]?.write as number]
  if (replaced === undefined) return own === twin ? undefined : own
  return replaced === twin && own !== twin ? false : replaced
}

const targetsOf = (wiring: Wiring, at: LeafStep, step: StepBuffers): Targets | undefined => {
  const twin = step.twins[at.leaf]
  const targets: Targets = []
  let leavesSlot = twin === null
  for (let store = 0; store < wiring.homes.length; store++) {
    if (store === wiring.params) {
      targets.push(step.params[at.leaf])
      continue
    }
    const own = ownTensor(wiring, store, at, step)
    const target = targetOf(wiring, store, own, at, step)
    if (target === false || (target !== undefined && !step.engine.isOwn(target))) return undefined
    leavesSlot ||= own === twin
    targets.push(target)
  }
  return leavesSlot ? targets : undefined
}

const storeOf = (source: Source | undefined): number =>
  source !== undefined && 'store' in source ? source.store : -1

/** The next tensors of a part all of whose outputs are stores; the same if nothing moves. */
const nextPart = (
  { slots, entry }: OnePart,
  before: PartBuffers,
  write: number | undefined,
  stores: readonly tf.Tensor[],
): PartBuffers => {
  const entries =
    write === undefined || entry === undefined
      ? before.entries
      : writeEntry(before.entries, write, stores[storeOf(entry)] as tf.Tensor)
  let stays = entries === before.entries
  for (let j = 0; j < slots.length && stays; j++)
    stays = stores[storeOf(slots[j])] === before.slots[j]
  return stays
    ? before
    : { slots: slots.map((source) => stores[storeOf(source)] as tf.Tensor), entries }
}

/** The twin of the next state: the store that both an entry and a slot take. */
const nextTwin = ({ twins }: Wiring, stores: readonly tf.Tensor[]): Twin => {
  if (twins.length > 1) return undefined
  const [store] = twins
  return store === undefined ? null : stores[store]
}

/**
 * `assignBuffers` without a search, for a program that overwrites the whole state of a leaf that
 * holds each tensor once, but for the entry that was stored last, which a slot may hold as well.
 *
 * @returns Undefined if the program or the state is another.
 */
export const reassignBuffers = (
  wiring: Wiring,
  at: LeafStep,
  step: StepBuffers,
): OpenRow | undefined => {
  const { leaf, parts, plans } = at
  const before = step.was[leaf] as LeafBuffers
  if (!wiring.isLocal || step.twins[leaf] === undefined || step.next[leaf] !== before)
    return undefined
  const targets = targetsOf(wiring, at, step)
  if (targets === undefined) return undefined
  const like = step.params[leaf] as tf.Tensor
  for (let s = 0; s < targets.length; s++) targets[s] ??= allocate(step, like, leaf)
  const stores = targets as tf.Tensor[]
  const row = { loads: loadsAt(wiring, at, step), stores }
  const next = before.slice()
  let stays = true
  for (let k = 0; k < parts.length; k++) {
    const part = parts[k] as number
    const held = before[part] as PartBuffers
    next[part] = nextPart(wiring.parts[k] as OnePart, held, plans[k]?.write, stores)
    stays &&= next[part] === held
  }
  if (!stays) step.next[leaf] = next
  step.nextTwins[leaf] = nextTwin(wiring, stores)
  keepRow(wiring, row, leaf, stays, step)
  return row
}
