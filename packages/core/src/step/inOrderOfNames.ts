import type { Leaf } from '../Leaf.js'
import { once } from '../program/once.js'

const orderOf = (leaves: readonly Leaf[]): readonly number[] => {
  const nameOf = (i: number) => (leaves[i] as Leaf).name
  const indices = leaves.map((_, i) => i)
  const isSorted = indices.every((i) => i === 0 || nameOf(i - 1) < nameOf(i))
  return isSorted ? indices : indices.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

/**
 * The indices of leaves in the order of their names, by code units. Norms are summed and estimators
 * get the leaves in this order, so that no number depends on the order of the keys of a tree. Each
 * list is sorted once, because each part of a chain sorts the same one.
 *
 * @example
 * import { inOrderOfNames } from '@momenta/core/program'
 *
 * inOrderOfNames(['w', 'b'].map((name) => ({ name, shape: [], size: 1 }))) // => [1, 0]
 */
export const inOrderOfNames: (leaves: readonly Leaf[]) => readonly number[] = once(orderOf)
