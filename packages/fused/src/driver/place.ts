import type { Plan } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Stream } from '../trace/Node.js'
import type { Program, Ref } from '../trace/Program.js'
import type { Building } from './Parts.js'
import { allocated, standsElsewhere, type Workshop } from './Workshop.js'

/** One leaf on its way through a program. */
export interface LeafAt {
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
  readonly loads: readonly tf.Tensor[]
  readonly stores: readonly tf.Tensor[]
  readonly u: tf.Tensor
  readonly g: tf.Tensor
  readonly next: tf.Tensor | undefined
}

/** The tensor of a stream. */
const tensorOf = (stream: Stream, { name, u, g, p, plans, parts }: LeafAt): tf.Tensor => {
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
      return parts[stream.part]?.was.bank[name]?.[slot] as tf.Tensor
    }
  }
}

/** The tensors of this leaf that the step lets go: slots that are written anew, and entries that are given up. */
const leaving = (program: Program, at: LeafAt): Map<tf.Tensor, number> => {
  const found = new Map<tf.Tensor, number>()
  const leave = (tensor: tf.Tensor | undefined) => {
    if (tensor !== undefined) found.set(tensor, (found.get(tensor) ?? 0) + 1)
  }
  program.parts.forEach(({ slots, entry }, k) => {
    const { was } = at.parts[k] as Building
    for (const slot in slots) {
      const ref = slots[slot] as Ref
      const own = 'passed' in ref && tensorOf(ref.passed, at) === was.slots[slot]?.[at.name]
      if (!own) leave(was.slots[slot]?.[at.name])
    }
    const write = at.plans[k]?.write
    if (entry !== undefined && write !== undefined) leave(was.bank[at.name]?.[write])
  })
  return found
}

/** Tensors that may be written over, or are to be freed: nothing but what leaves holds them. */
const dyingOf = (program: Program, at: LeafAt, { parts, dead, passing }: Workshop): tf.Tensor[] => {
  const dying: tf.Tensor[] = []
  for (const [tensor, places] of leaving(program, at))
    if (standsElsewhere(parts, at.name, tensor, places)) passing.add(tensor)
    else {
      dying.push(tensor)
      dead.add(tensor)
    }
  return dying
}

/** The tensor of the slot that a store becomes. */
const homeOf = (program: Program, store: number, at: LeafAt): tf.Tensor | undefined => {
  const home = program.homes[store]
  return home === undefined ? undefined : at.parts[home.part]?.was.slots[home.name]?.[at.name]
}

/** Without a memory nothing but its slot holds a tensor of the state, so a slot that is written anew dies, or is written over. */
const plainStoresOf = (program: Program, at: LeafAt, shop: Workshop): tf.Tensor[] =>
  program.stores.map((_, store) => {
    if (store === program.next) return at.p
    const home = homeOf(program, store, at)
    if (home !== undefined && shop.overwrites && shop.engine.isOwn(home)) return home
    if (home !== undefined) shop.dead.add(home)
    return allocated(at.p, at.name, shop)
  })

/** Where each store of the program goes: over a tensor that dies, the slot's own before others, else into a new one. */
const storesOf = (program: Program, at: LeafAt, shop: Workshop): tf.Tensor[] => {
  const dying = dyingOf(program, at, shop)
  const free = shop.overwrites ? dying.filter((tensor) => shop.engine.isOwn(tensor)) : []
  const taken = (tensor: tf.Tensor | undefined): tf.Tensor | undefined => {
    const i = tensor === undefined ? free.length - 1 : free.indexOf(tensor)
    if (i < 0) return undefined
    const [found] = free.splice(i, 1) as [tf.Tensor]
    shop.dead.delete(found)
    return found
  }
  const stores: (tf.Tensor | undefined)[] = program.stores.map((_, store) => {
    const own = homeOf(program, store, at)
    return store === program.next || own === undefined ? undefined : taken(own)
  })
  return stores.map((tensor, store) => {
    if (tensor !== undefined) return tensor
    if (store !== program.next) return taken(undefined) ?? allocated(at.p, at.name, shop)
    return at.p
  })
}

/**
 * Decides where everything of one leaf lies, and puts the next state of its parts together. Nothing is computed yet; parameters are written over by the caller,
 * who gives them a new handle.
 */
export const place = (program: Program, at: LeafAt, shop: Workshop): Placed => {
  const loads = program.loads.map((stream) => tensorOf(stream, at))
  const easy = program.plain && shop.memoryless
  const stores = (easy ? plainStoresOf : storesOf)(program, at, shop)
  if (!easy) shop.plain = false
  const tensor = (ref: Ref): tf.Tensor =>
    'passed' in ref ? tensorOf(ref.passed, at) : (stores[ref.stored] as tf.Tensor)
  program.parts.forEach(({ slots, entry }, k) => {
    const part = at.parts[k] as Building
    const { was } = part
    for (const slot in slots)
      (part.slots[slot] as { [leaf: string]: tf.Tensor })[at.name] = tensor(slots[slot] as Ref)
    const write = at.plans[k]?.write
    const entries = was.bank[at.name] as readonly tf.Tensor[]
    if (entry === undefined || write === undefined) part.bank[at.name] = entries
    else {
      const next = entries.slice()
      next[write] = tensor(entry)
      part.bank[at.name] = next
    }
  })
  for (const ref of [program.u, program.g])
    if (ref !== undefined && 'stored' in ref && program.homes[ref.stored] === undefined)
      shop.passing.add(tensor(ref))
  return {
    loads,
    stores,
    u: program.u === undefined ? at.u : tensor(program.u),
    g: program.g === undefined ? at.g : tensor(program.g),
    next: program.next === undefined ? undefined : (stores[program.next] as tf.Tensor),
  }
}
