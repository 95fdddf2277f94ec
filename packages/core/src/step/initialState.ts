import type { Description, Slot } from '../Description.js'
import { dictionary } from '../dictionary.js'
import type { Leaf } from '../Leaf.js'
import { mapDictionary } from '../mapDictionary.js'
import type { PartState, State } from '../State.js'
import type { Transform } from '../Transform.js'
import { selectLeaves } from './selectLeaves.js'

/**
 * The state before the first step.
 *
 * @param leaves - The leaves of the parameters.
 * @param fill - Makes the initial value of a slot for the leaf of that index.
 *
 * @example
 * import { remember } from '@momenta/core'
 * import { initialState } from '@momenta/core/program'
 *
 * const leaves = [{ name: 'w', shape: [1], size: 1 }]
 * initialState(remember(), leaves, () => 0).parts[0].slots.sum.w // => 0
 */
export const initialState = <L>(
  transform: Transform,
  leaves: readonly Leaf[],
  fill: (slot: Slot, leaf: number) => L,
): State<L> => {
  const byName = <A>(own: readonly number[], f: (i: number) => A) =>
    dictionary(own.map((i) => [(leaves[i] as Leaf).name, f(i)] as const))
  const part = (description: Description): PartState<L> => {
    const own = selectLeaves(description, leaves)
    // Records are in the order of the tree.
    const inTree = own.toSorted((a, b) => a - b)
    return {
      host: description.init(own.map((i) => leaves[i] as Leaf)),
      hyper: mapDictionary(description.hyper, ({ value }) => value),
      slots: mapDictionary(description.slots as { readonly [name: string]: Slot }, (slot) =>
        byName(inTree, (i) => fill(slot, i)),
      ),
      buffers: byName(inTree, () => []),
    }
  }
  return { step: 0, parts: transform.map(part) }
}
