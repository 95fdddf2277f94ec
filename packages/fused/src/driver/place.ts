import type { Plan } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Stream } from '../trace/Node.js'
import type { Program, Ref } from '../trace/Program.js'
import type { Building } from './Parts.js'
import { allocated, type Workshop } from './Workshop.js'

/** One leaf on its way through a program. */
export interface LeafInput {
  readonly name: string
  readonly u: tf.Tensor
  readonly g: tf.Tensor
  readonly p: tf.Tensor
  /** The active parts: their plans for this leaf, and their states. */
  readonly plans: readonly Plan[]
  readonly parts: readonly Building[]
}

/** What became of it. */
export interface Placed {
  readonly loads: tf.Tensor[]
  readonly stores: tf.Tensor[]
  readonly u: tf.Tensor
  readonly g: tf.Tensor
  /** Whether the parameters may be written over. */
  readonly spent: boolean
}

/** The tensor of a stream. */
const tensorOf = (stream: Stream, { name, u, g, p, plans, parts }: LeafInput): tf.Tensor => {
  switch (stream.kind) {
    case 'u':
      return u
    case 'g':
      return g
    case 'p':
      return p
    case 'slot':
      return parts[stream.part]?.was.slots[stream.name]?.[name] as tf.Tensor
    case 'entry': {
      const slot = plans[stream.part]?.read?.[stream.index] as number
      return parts[stream.part]?.was.buffers[name]?.[slot] as tf.Tensor
    }
  }
}

/** What a program lets go of a leaf, once for each place that it leaves, and what it passes on. */
const outcomeOf = (program: Program, at: LeafInput) => {
  const left: tf.Tensor[] = []
  const passed: tf.Tensor[] = []
  const pass = (ref: Ref | undefined): tf.Tensor | undefined => {
    if (ref === undefined || 'stored' in ref) return undefined
    const tensor = tensorOf(ref.passed, at)
    passed.push(tensor)
    return tensor
  }
  const leave = (was: tf.Tensor | undefined, next: tf.Tensor | undefined) => {
    if (was !== undefined && was !== next) left.push(was)
  }
  program.parts.forEach(({ slots, entry }, k) => {
    const { was } = at.parts[k] as Building
    for (const slot in slots) leave(was.slots[slot]?.[at.name], pass(slots[slot]))
    const write = at.plans[k]?.write
    if (entry !== undefined && write !== undefined)
      leave(was.buffers[at.name]?.[write], pass(entry))
  })
  pass(program.u)
  pass(program.g)
  return { left, passed }
}

/** Whether nothing will hold a tensor of the iterate any more: it stands nowhere but where it is left, and is passed on to nothing. */
const isSpent = (
  tensor: tf.Tensor,
  left: readonly tf.Tensor[],
  passed: readonly tf.Tensor[],
  { engine, overwrites, places }: Workshop,
): boolean => {
  if (!overwrites || passed.includes(tensor) || !engine.isOwn(tensor)) return false
  let leaves = 0
  for (const other of left) if (other === tensor) leaves++
  return places.get(tensor) === leaves
}

/** The tensor of the slot that a store becomes. */
const homeOf = (program: Program, store: number, at: LeafInput): tf.Tensor | undefined => {
  const home = program.homes[store]
  return home === undefined ? undefined : at.parts[home.part]?.was.slots[home.name]?.[at.name]
}

/** Where each store of the program goes: over a tensor that is spent, the slot's own before others, else into a new one. */
const storesOf = (
  program: Program,
  at: LeafInput,
  spent: readonly tf.Tensor[],
  shop: Workshop,
): tf.Tensor[] => {
  const free = [...new Set(spent)]
  const taken = (i: number): tf.Tensor | undefined => (i < 0 ? undefined : free.splice(i, 1)[0])
  const own = program.stores.map((_, store) => {
    const home = store === program.next ? undefined : homeOf(program, store, at)
    return home === undefined ? undefined : taken(free.indexOf(home))
  })
  return own.map((tensor, store) => {
    if (store === program.next) return at.p
    return tensor ?? taken(free.length - 1) ?? allocated(at.p, at.name, shop)
  })
}

/** Puts the next state of a leaf's parts together. */
const settle = (program: Program, at: LeafInput, tensor: (ref: Ref) => tf.Tensor): void => {
  program.parts.forEach(({ slots, entry }, k) => {
    const part = at.parts[k] as Building
    for (const slot in slots)
      (part.slots[slot] as { [leaf: string]: tf.Tensor })[at.name] = tensor(slots[slot] as Ref)
    const write = at.plans[k]?.write
    const entries = part.was.buffers[at.name] as readonly tf.Tensor[]
    if (entry === undefined || write === undefined) part.buffers[at.name] = entries
    else {
      const next = entries.slice()
      next[write] = tensor(entry)
      part.buffers[at.name] = next
    }
  })
}

/**
 * Decides where everything of one leaf lies, and puts the next state of its parts together. Nothing is computed yet; where the next parameters go is for the
 * caller to say.
 */
export const place = (program: Program, at: LeafInput, shop: Workshop): Placed => {
  const { left, passed } = outcomeOf(program, at)
  const spent = left.filter((tensor) => isSpent(tensor, left, passed, shop))
  const stores = storesOf(program, at, spent, shop)
  const tensor = (ref: Ref): tf.Tensor =>
    'passed' in ref ? tensorOf(ref.passed, at) : (stores[ref.stored] as tf.Tensor)
  settle(program, at, tensor)
  return {
    loads: program.loads.map((stream) => tensorOf(stream, at)),
    stores,
    u: program.u === undefined ? at.u : tensor(program.u),
    g: program.g === undefined ? at.g : tensor(program.g),
    spent: isSpent(at.p, [at.p], passed, shop),
  }
}
