import type { Description } from '../Description.js'
import type { Leaf } from '../Leaf.js'
import { actsOn } from './actsOn.js'
import { inOrderOfNames } from './inOrderOfNames.js'

/**
 * The indices of the leaves that a part acts on, in the order of their names.
 *
 * @example
 * import { remember } from '@momenta/core'
 * import { selectLeaves } from '@momenta/core/program'
 *
 * const [part] = remember()
 * const leaves = ['c', 'a', 'b'].map((name) => ({ name, shape: [1], size: 1 }))
 * selectLeaves({ ...part, only: (name) => name !== 'a' }, leaves) // => [2, 0]
 */
export const selectLeaves = (
  description: Description,
  leaves: readonly Leaf[],
): readonly number[] => {
  const order = inOrderOfNames(leaves)
  if (description.only === undefined) return order
  const takes = leaves.map((leaf) => actsOn(description, leaf))
  return order.filter((i) => takes[i])
}
