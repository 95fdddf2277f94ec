import { checkParts } from '../checkParts.js'
import type { Description, Slot } from '../Description.js'
import { dictionary } from '../dictionary.js'
import type { Host } from '../Host.js'
import type { Leaf } from '../Leaf.js'
import { mapDictionary } from '../mapDictionary.js'
import { memoryFor } from '../memory/memoriesOf.js'
import type { PartState, State } from '../State.js'
import { selectLeaves } from '../step/selectLeaves.js'
import type { Transform } from '../Transform.js'
import { sameShape } from './sameShape.js'
import { slotShape } from './slotShape.js'

type Named<T> = { readonly [name: string]: T }

const isRecord = (host: Host | undefined): host is Named<Host> =>
  typeof host === 'object' && host !== null && !Array.isArray(host)

/**
 * A host state with the leaves of the initial one in its records `byLeaf`: old values where they
 * exist, initial values elsewhere.
 */
const extendHost = (kept: Host, fresh: Host, isKept: (leaf: string) => boolean): Host => {
  if (!isRecord(kept) || !isRecord(fresh)) return kept
  return mapDictionary(kept, (inner, name) => {
    const beside = fresh[name] as Host
    if (name !== 'byLeaf') return extendHost(inner, beside, isKept)
    return mapDictionary(beside as Named<Host>, (own, leaf) =>
      isKept(leaf) ? ((inner as Named<Host>)[leaf] as Host) : own,
    )
  })
}

/**
 * The state of the same run for other leaves. Leaves that are new to a part start as in `init`,
 * removed leaves are dropped, all others keep their state. A leaf with another shape is new.
 *
 * State shared by all leaves is kept: step counts, so Adam's bias correction of a new leaf is that
 * of the whole run, and shared memories, which hold zeros for a new leaf until they store the next
 * entries. Rules whose first step differs, such as SOAP's, count steps for each leaf.
 *
 * @param leaves - The new leaves.
 * @param fill - Makes the initial value of a slot, or zeros, for the leaf of that index.
 * @param shapeOf - The shape of a leaf's value, beside the expected one.
 * @returns The new state; it shares the values kept with the state given.
 * @throws TypeError if the state has other parts or slots than the transform.
 *
 * @example
 * import { remember } from '@momenta/core'
 * import { extendState, initialState } from '@momenta/core/program'
 *
 * const leaves = ['w', 'b'].map((name) => ({ name, shape: [1], size: 1 }))
 * const state = initialState(remember(), leaves.slice(0, 1), () => [5])
 * extendState(remember(), leaves, state, () => [0], () => [1]).parts[0].slots.sum.w // => [5]
 * extendState(remember(), leaves, state, () => [0], () => [1]).parts[0].slots.sum.b // => [0]
 */
export const extendState = <L>(
  transform: Transform,
  leaves: readonly Leaf[],
  state: State<L>,
  fill: (slot: Slot, leaf: number) => L,
  shapeOf: (value: L, expected: readonly number[]) => readonly number[],
): State<L> => {
  checkParts('extend', transform, state)
  const part = (description: Description, i: number): PartState<L> => {
    const { host, hyper, slots, buffers } = state.parts[i] as PartState<L>
    const declared = description.slots as Named<Slot>
    const own = selectLeaves(description, leaves)
    const inTree = own.toSorted((a, b) => a - b)
    const kept = new Set(
      own.flatMap((leaf) => {
        const { name, shape } = leaves[leaf] as Leaf
        if (!Object.hasOwn(buffers, name)) return []
        const fits = (value: L, expected: readonly number[]) =>
          sameShape(shapeOf(value, expected), expected)
        const isKept =
          Object.entries(declared).every(([slot, kind]) =>
            fits(slots[slot]?.[name] as L, slotShape(kind, shape)),
          ) && (buffers[name] as readonly L[]).every((entry) => fits(entry, shape))
        return isKept ? [name] : []
      }),
    )
    const nextHost = extendHost(
      host,
      description.init(own.map((leaf) => leaves[leaf] as Leaf)),
      (leaf) => kept.has(leaf),
    )
    const byLeaf = <A>(f: (name: string, leaf: number) => A) =>
      dictionary(
        inTree.map((leaf) => {
          const { name } = leaves[leaf] as Leaf
          return [name, f(name, leaf)] as const
        }),
      )
    return {
      host: nextHost,
      hyper,
      slots: mapDictionary(declared, (slot, slotName) =>
        byLeaf((name, leaf) =>
          kept.has(name) ? (slots[slotName]?.[name] as L) : fill(slot, leaf),
        ),
      ),
      buffers: byLeaf((name, leaf) =>
        kept.has(name)
          ? (buffers[name] as readonly L[])
          : (memoryFor(description, nextHost, name)?.keys ?? []).map(() => fill('zeros', leaf)),
      ),
    }
  }
  return { step: state.step, parts: transform.map(part) }
}
