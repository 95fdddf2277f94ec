import { show } from '@momenta/options'
import type { Flat } from './Flat.js'

type Shape = number | readonly Shape[] | { readonly [name: string]: Shape }

const deepest = 1000

const isRecord = (node: unknown): node is Record<string, unknown> => {
  if (typeof node !== 'object' || node === null) return false
  const prototype = Object.getPrototypeOf(node)
  return prototype === Object.prototype || prototype === null
}

/** The class of an object by its prototype, because a record may have a field `constructor`. */
const kindOf = (node: unknown): string => {
  if (node === null) return 'null'
  if (typeof node !== 'object') return typeof node
  const { constructor: made } = Object.getPrototypeOf(node)
  return typeof made === 'function' ? made.name : 'object'
}

const rebuilt = (shape: Shape, leaves: readonly unknown[]): unknown => {
  if (typeof shape === 'number') return leaves[shape]
  if (Array.isArray(shape)) return shape.map((inner) => rebuilt(inner, leaves))
  // a copy whose values are replaced is made several times as fast as one from entries
  const made: Record<string, unknown> = { ...shape }
  for (const name of Object.keys(made)) made[name] = rebuilt(made[name] as Shape, leaves)
  return made
}

const checkDistinct = (who: string, names: readonly string[]): void => {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name))
      throw new TypeError(
        `${who}: each parameter must have a unique name, got ${show(name)} twice; a key that contains '/' looks like a path`,
      )
    seen.add(name)
  }
}

/**
 * Flattens a tree: depth first, lists by index, records in the order of their keys.
 *
 * @param who - The name of the caller in errors.
 * @param isLeaf - Whether a node is a leaf.
 * @param kind - The name of leaves in errors. Default `leaves`.
 * @throws TypeError if a node is neither a leaf, a list nor a plain record, two leaves have one
 *   name (a key may contain `/`), or the tree is nested deeper than 1000; the error names the path.
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
  kind = 'leaves',
): Flat<L> => {
  const leaves: L[] = []
  const names: string[] = []
  // Two names can only be equal if a key contains the separator.
  let separated = false
  const visit = (node: unknown, path: string, depth: number): Shape => {
    if (isLeaf(node)) {
      names.push(path)
      return leaves.push(node) - 1
    }
    if (depth >= deepest)
      throw new TypeError(
        `${who}: a tree must be nested at most ${deepest} deep, got more at ${show(path.slice(0, 40))}; does it contain itself?`,
      )
    const below = (name: string | number, inner: unknown): Shape =>
      visit(inner, depth === 0 ? `${name}` : `${path}/${name}`, depth + 1)
    // Array.from visits the holes of a list, which map would skip.
    if (Array.isArray(node)) return Array.from(node, (inner, i) => below(i, inner))
    if (isRecord(node)) {
      const made: Record<string, unknown> = { ...node }
      for (const name of Object.keys(made)) {
        separated ||= name.includes('/')
        made[name] = below(name, made[name])
      }
      return made as Shape
    }
    throw new TypeError(
      `${who}: a tree holds ${kind}, lists and plain records, got ${kindOf(node)}${depth === 0 ? '' : ` at ${show(path)}`}`,
    )
  }
  const shape = visit(tree, '', 0)
  if (separated) checkDistinct(who, names)
  return { leaves, names, rebuild: (others) => rebuilt(shape, others) }
}
