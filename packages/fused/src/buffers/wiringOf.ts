import type { Description } from '@momenta/core'
import type { Node, Program, Stream } from '@momenta/core/program'

/** The source of a load; parts are counted within the program. */
export type Place =
  | { readonly kind: 'updates' | 'grads' | 'params' }
  | { readonly kind: 'slot' | 'entry'; readonly part: number; readonly index: number }

/** An output: one of the loads, unchanged, or one of the stores. */
export type Source = { readonly load: number } | { readonly store: number }

/** The inputs and outputs of a program, by position. */
export interface Wiring {
  readonly loads: readonly Place[]
  readonly parts: readonly {
    /** In the order in which the part declares its slots. */
    readonly slots: readonly Source[]
    readonly entry: Source | undefined
  }[]
  readonly updates: Source | undefined
  readonly grads: Source | undefined
  /** For each store the first slot that takes it: its own tensor is overwritten before others. */
  readonly homes: readonly ({ readonly part: number; readonly slot: number } | undefined)[]
  /** The store of the next parameters. */
  readonly params: number | undefined
}

const slotNames = ({ slots }: Description): readonly string[] => Object.keys(slots)

const placeOf = (stream: Stream, parts: readonly Description[]): Place =>
  stream.kind === 'slot'
    ? {
        kind: 'slot',
        part: stream.part,
        index: slotNames(parts[stream.part] as Description).indexOf(stream.name),
      }
    : stream

const homeOf = (parts: Wiring['parts'], store: number) => {
  for (const [part, { slots }] of parts.entries()) {
    const slot = slots.findIndex((source) => 'store' in source && source.store === store)
    if (slot >= 0) return { part, slot }
  }
  return undefined
}

const wire = (program: Program, descriptions: readonly Description[]): Wiring => {
  const { stores, params, updates, grads } = program
  const sourceOf = (node: Node): Source =>
    node.kind === 'load' ? { load: node.index } : { store: stores.indexOf(node) }
  const maybe = (node: Node | undefined) => (node === undefined ? undefined : sourceOf(node))
  const parts = program.parts.map(({ slots, entry }, part) => ({
    slots: slotNames(descriptions[part] as Description).map((name) =>
      sourceOf(slots.find((slot) => slot.name === name)?.node as Node),
    ),
    entry: maybe(entry),
  }))
  return {
    loads: program.loads.map((stream) => placeOf(stream, descriptions)),
    parts,
    updates: maybe(updates),
    grads: maybe(grads),
    homes: stores.map((_, store) => homeOf(parts, store)),
    params: params === undefined ? undefined : stores.length - 1,
  }
}

/** A program is traced from the parts of one transform. */
const wirings = new WeakMap<Program, Wiring>()

/** The wiring of a program, made once. */
export const wiringOf = (program: Program, parts: () => readonly Description[]): Wiring => {
  const known = wirings.get(program)
  if (known !== undefined) return known
  const made = wire(program, parts())
  wirings.set(program, made)
  return made
}
