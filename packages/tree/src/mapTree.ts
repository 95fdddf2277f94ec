import { flatten } from './flatten.js'

/**
 * Applies a function to every leaf and keeps the shape.
 *
 * @throws TypeError if a node is neither a leaf, a list nor a plain record.
 *
 * @example
 * import { mapTree } from '@momenta/tree'
 *
 * const isNumber = (node: unknown): node is number => typeof node === 'number'
 * mapTree({ a: 1, b: [2] }, isNumber, (n) => 10 * n) // => { a: 10, b: [20] }
 */
export const mapTree = <L, M>(
  tree: unknown,
  isLeaf: (node: unknown) => node is L,
  f: (leaf: L, name: string) => M,
): unknown => {
  const flat = flatten('mapTree', tree, isLeaf)
  return flat.rebuild(flat.leaves.map((leaf, i) => f(leaf, flat.names[i] as string)))
}
