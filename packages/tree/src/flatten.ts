import type { Flat } from './Flat.js'

type Shape = number | readonly Shape[] | { readonly [name: string]: Shape }

const isRecord = (node: unknown): node is Record<string, unknown> => {
  if (typeof node !== 'object' || node === null) return false
  const prototype = Object.getPrototypeOf(node)
  return prototype === Object.prototype || prototype === null
}

const kindOf = (node: unknown): string =>
  node === null ? 'null' : typeof node === 'object' ? node.constructor.name : typeof node

const rebuilt = (shape: Shape, leaves: readonly unknown[]): unknown => {
  if (typeof shape === 'number') return leaves[shape]
  if (Array.isArray(shape)) return shape.map((inner) => rebuilt(inner, leaves))
  return Object.fromEntries(
    Object.entries(shape).map(([name, inner]) => [name, rebuilt(inner, leaves)]),
  )
}

/**
 * Lays a tree out flat: depth first, lists by index, records in the order of their keys.
 *
 * @param who - Named in the error.
 * @param isLeaf - Tells leaves from lists and records.
 * @throws TypeError if a node is neither a leaf, a list nor a plain record; the error names its path.
 *
 * @example
 * import { flatten } from '@momenta/tree'
 *
 * const isNumber = (node: unknown): node is number => typeof node === 'number'
 * const flat = flatten('example', { dense: { kernel: 1, bias: 2 }, scales: [3] }, isNumber)
 * flat.names // => ['dense/kernel', 'dense/bias', 'scales/0']
 * flat.rebuild([10, 20, 30]) // => { dense: { kernel: 10, bias: 20 }, scales: [30] }
 */
export const flatten = <L>(
  who: string,
  tree: unknown,
  isLeaf: (node: unknown) => node is L,
): Flat<L> => {
  const leaves: L[] = []
  const names: string[] = []
  const visit = (node: unknown, path: string, depth: number): Shape => {
    if (isLeaf(node)) {
      names.push(path)
      return leaves.push(node) - 1
    }
    const below = (name: string | number, inner: unknown): Shape =>
      visit(inner, depth === 0 ? `${name}` : `${path}/${name}`, depth + 1)
    if (Array.isArray(node)) return node.map((inner, i) => below(i, inner))
    if (isRecord(node))
      return Object.fromEntries(
        Object.entries(node).map(([name, inner]) => [name, below(name, inner)]),
      )
    throw new TypeError(
      `${who}: a tree holds leaves, lists and plain records, got ${kindOf(node)} at '${path}'`,
    )
  }
  const shape = visit(tree, '', 0)
  return { leaves, names, rebuild: (others) => rebuilt(shape, others) }
}
