import type { Node, Program } from '@momenta/core/program'

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

const wire = ({ loads, stores, params, updates, grads, ...program }: Program): Wiring => {
  const sourceOf = (node: Node): Source =>
    node.kind === 'load' ? { load: node.index } : { store: stores.indexOf(node) }
  const optional = (node: Node | undefined) => (node === undefined ? undefined : sourceOf(node))
  const parts = program.parts.map(({ slots, entry }) => ({
    slots: slots.map(sourceOf),
    entry: optional(entry),
  }))
  return {
    loads,
    parts,
    updates: optional(updates),
    grads: optional(grads),
    homes: stores.map((_, store) => homeOf(parts, store)),
    params: params === undefined ? undefined : stores.length - 1,
    usesEntries:
      loads.some(({ kind }) => kind === 'entry') || parts.some(({ entry }) => entry !== undefined),
  }
}

const wirings = new WeakMap<Program, Wiring>()

/** The wiring of a program, made once. */
export const wiringOf = (program: Program): Wiring => {
  const known = wirings.get(program)
  if (known !== undefined) return known
  const made = wire(program)
  wirings.set(program, made)
  return made
}
