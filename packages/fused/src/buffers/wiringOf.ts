import { type Node, once, type Program } from '@momenta/core/program'

/** An output: one of the loads, unchanged, or one of the stores. */
export type Source = { readonly load: number } | { readonly store: number }

/** The outputs of a program, by position. */
export interface Wiring {
  readonly loads: Program['loads']
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
  /** For each store the part whose entry takes it. */
  readonly entryParts: readonly (number | undefined)[]
  /** The stores that both an entry and a slot take. */
  readonly twins: readonly number[]
  /**
   * Whether every slot takes a store of its own, and every entry one that at most one slot takes.
   */
  readonly isLocal: boolean
  /** {@link isLocal}, and neither updates nor gradients are tensors of the state before. */
  readonly isApart: boolean
  /** Whether it reads or writes entries: which ones, the plans choose in each step. */
  readonly usesEntries: boolean
}

const homeOf = (parts: Wiring['parts'], store: number) => {
  for (const [part, { slots }] of parts.entries()) {
    const slot = slots.findIndex((source) => 'store' in source && source.store === store)
    if (slot >= 0) return { part, slot }
  }
  return undefined
}

const isStore = (source: Source, store?: number): boolean =>
  'store' in source && (store === undefined || source.store === store)

const entryPartOf = (parts: Wiring['parts'], store: number): number | undefined => {
  const found = parts.findIndex(({ entry }) => entry !== undefined && isStore(entry, store))
  return found < 0 ? undefined : found
}

const isLocal = (parts: Wiring['parts'], stores: number): boolean => {
  const slots = parts.flatMap((part) => part.slots)
  const entries = parts.flatMap(({ entry }) => entry ?? [])
  const taken = (sources: readonly Source[], store: number) =>
    sources.filter((source) => isStore(source, store)).length <= 1
  return (
    [...slots, ...entries].every((source) => isStore(source)) &&
    Array.from({ length: stores }, (_, s) => taken(slots, s) && taken(entries, s)).every(Boolean)
  )
}

const wire = ({ loads, stores, params, updates, grads, ...program }: Program): Wiring => {
  const sourceOf = (node: Node): Source =>
    node.kind === 'load' ? { load: node.index } : { store: stores.indexOf(node) }
  const optional = (node: Node | undefined) => (node === undefined ? undefined : sourceOf(node))
  const parts = program.parts.map(({ slots, entry }) => ({
    slots: slots.map(sourceOf),
    entry: optional(entry),
  }))
  const homes = stores.map((_, store) => homeOf(parts, store))
  const entryParts = stores.map((_, store) => entryPartOf(parts, store))
  const local = isLocal(parts, stores.length)
  return {
    loads,
    parts,
    updates: optional(updates),
    grads: optional(grads),
    homes,
    params: params === undefined ? undefined : stores.length - 1,
    entryParts,
    twins: homes.flatMap((home, s) => (home !== undefined && entryParts[s] !== undefined ? s : [])),
    isLocal: local,
    isApart:
      local && ![updates, grads].some((node) => node?.kind === 'load' && 'part' in node.stream),
    usesEntries:
      loads.some(({ kind }) => kind === 'entry') || parts.some(({ entry }) => entry !== undefined),
  }
}

/** The wiring of a program, made once. */
export const wiringOf: (program: Program) => Wiring = once(wire)
