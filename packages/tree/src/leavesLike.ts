import { show } from '@momenta/options'
import type { Flat } from './Flat.js'
import { flatten } from './flatten.js'
import { listNames } from './listNames.js'

/**
 * The leaves of a tree in the order of another tree, matched by name.
 *
 * @param who - The caller and the tree in errors: `step: the gradients`.
 * @param like - The tree that gives the names and the order.
 * @param kind - The name of leaves in errors.
 * @throws TypeError if a leaf is missing or unexpected; the error names it.
 *
 * @example
 * import { flatten, leavesLike } from '@momenta/tree'
 *
 * const isNumber = (node: unknown): node is number => typeof node === 'number'
 * const like = flatten('example', { a: 1, b: 2 }, isNumber)
 * leavesLike('example', { b: 20, a: 10 }, like, isNumber) // => [10, 20]
 */
export const leavesLike = <L>(
  who: string,
  tree: unknown,
  like: Flat<unknown>,
  isLeaf: (node: unknown) => node is L,
  kind?: string,
): readonly L[] => {
  const flat = flatten(who, tree, isLeaf, kind)
  const alike = flat.names.length === like.names.length
  if (alike && flat.names.every((name, i) => name === like.names[i])) return flat.leaves
  const found = new Map(flat.names.map((name, i) => [name, flat.leaves[i] as L]))
  const fail = (says: string): never => {
    throw new TypeError(
      `${who} must have the leaves of the parameters ${listNames(like.names)}, got ${listNames(flat.names)}: ${says}`,
    )
  }
  const leaves = like.names.map((name) => {
    const leaf = found.get(name)
    if (leaf === undefined) return fail(`${show(name)} is missing`)
    found.delete(name)
    return leaf
  })
  for (const name of found.keys()) fail(`${show(name)} is not one of them`)
  return leaves
}
