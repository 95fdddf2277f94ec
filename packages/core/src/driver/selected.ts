import type { Description } from '../Description.js'
import type { Leaf } from '../Leaf.js'

/** The indices of the leaves that a part acts on. */
export const selected = (description: Description, leaves: readonly Leaf[]): readonly number[] => {
  const { only } = description
  return leaves.flatMap((leaf, i) => (only === undefined || only(leaf.name) ? [i] : []))
}
