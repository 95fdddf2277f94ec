import type { Description } from '../Description.js'
import type { Leaf } from '../Leaf.js'

/**
 * The indices of the leaves that a part acts on.
 *
 * @example
 * import { remember, selected } from '@momenta/core'
 *
 * const [part] = remember()
 * const leaves = ['a', 'b'].map((name) => ({ name, shape: [1], size: 1 }))
 * selected({ ...part, only: (name) => name === 'b' }, leaves) // => [1]
 */
export const selected = (description: Description, leaves: readonly Leaf[]): readonly number[] => {
  const { only } = description
  return leaves.flatMap((leaf, i) => (only === undefined || only(leaf.name) ? [i] : []))
}
