import type { Host, Slot, State, Transform } from '@momenta/core'

/** Everything that a run holds after a step, by its place; host states are text. */
export type Snapshot = ReadonlyMap<string, ArrayLike<number> | string>

const isRecord = (host: Host): host is { readonly [name: string]: Host } =>
  typeof host === 'object' && host !== null && !Array.isArray(host)

/**
 * A host state as text that tells -0, NaN and infinities apart; the order of names is none of its
 * content.
 */
const textOf = (host: Host): string =>
  JSON.stringify(host, (_, value) =>
    typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${Object.is(value, -0) ? '-0' : value}`
      : isRecord(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
  )

/** Looks at a run: parameters by name, state, and the value of the loss where there is one. */
export const snapshotOf = <L>(
  params: ReadonlyMap<string, L>,
  state: State<L>,
  numbers: (leaf: L) => ArrayLike<number>,
  value?: L,
): Snapshot => {
  const found = new Map<string, ArrayLike<number> | string>()
  const name = JSON.stringify
  for (const [leaf, one] of params) found.set(`params[${name(leaf)}]`, numbers(one))
  found.set('state.step', String(state.step))
  for (const [i, { host, hyper, slots, buffers }] of state.parts.entries()) {
    const part = `state.parts[${i}]`
    found.set(`${part}.host`, textOf(host))
    found.set(`${part}.hyper`, textOf(hyper))
    for (const [slot, leaves] of Object.entries(slots))
      for (const [leaf, one] of Object.entries(leaves))
        found.set(`${part}.slots.${slot}[${name(leaf)}]`, numbers(one))
    for (const [leaf, entries] of Object.entries(buffers))
      for (const [j, entry] of entries.entries())
        found.set(`${part}.buffers[${name(leaf)}][${j}]`, numbers(entry))
  }
  if (value !== undefined) found.set('value', numbers(value))
  return found
}

/** A leaf of any interpreter. */
type Sized = { readonly size: number } | { readonly length: number }

const sizeOf = (leaf: Sized): number => ('size' in leaf ? leaf.size : leaf.length)

/** Whether a slot has the shape of its leaf, whatever that is. */
const followsLeaf = (slot: Slot | undefined): boolean =>
  typeof slot !== 'object' || slot.shape === undefined

/**
 * Whether the state keeps anything of the shape of a leaf. One number in a slot with a shape of
 * its own does not count: every vector has it.
 */
export const keepsShape = <L extends Sized>(
  transform: Transform,
  { parts }: State<L>,
  leaf: string,
): boolean =>
  parts.some(
    ({ slots, buffers }, i) =>
      Object.entries(slots).some(
        ([name, leaves]) =>
          Object.hasOwn(leaves, leaf) &&
          (followsLeaf(transform[i]?.slots[name]) || sizeOf(leaves[leaf] as L) > 1),
      ) ||
      (Object.hasOwn(buffers, leaf) && (buffers[leaf] as readonly L[]).length > 0),
  )
