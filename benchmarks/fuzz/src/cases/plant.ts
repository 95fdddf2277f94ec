import { flatten } from '@momenta/tree'
import type { Case, Tree } from './Case.js'
import { permuted } from './numbersOf.js'

/** A leaf of a tree: its name, as the interpreters know it, and its shape. */
export interface Named {
  readonly name: string
  readonly shape: readonly number[]
  readonly size: number
}

/**
 * Lays leaves, given by their number in the declared order, into a tree; the order of its keys by a
 * seed.
 */
const laid = <L>(tree: Tree, leaf: (i: number) => L, order: number): unknown => {
  let count = 0
  const numbered = (node: Tree): unknown => {
    if ('shape' in node) return count++
    if ('items' in node) return node.items.map(numbered)
    return node.keys.map(([name, inner]) => [name, numbered(inner)] as const)
  }
  const build = (node: Tree, at: unknown): unknown => {
    if ('shape' in node) return leaf(at as number)
    if ('items' in node) return node.items.map((inner, i) => build(inner, (at as unknown[])[i]))
    const pairs = at as readonly (readonly [string, unknown])[]
    const inner = node.keys.map(([name, child], i) => [name, build(child, pairs[i]?.[1])] as const)
    return Object.fromEntries(permuted(inner, order))
  }
  return build(tree, numbered(tree))
}

const shapesOf = (tree: Tree): readonly (readonly number[])[] =>
  'shape' in tree
    ? [tree.shape]
    : 'items' in tree
      ? tree.items.flatMap(shapesOf)
      : tree.keys.flatMap(([, inner]) => shapesOf(inner))

/** A number standing for a leaf. */
const isNumber = (node: unknown): node is number => typeof node === 'number'

/** A tree to be filled. */
export interface Plant {
  /**
   * In the order of the tree as declared; names that are integers come first, as in every
   * JavaScript object.
   */
  readonly leaves: readonly Named[]
  /** The tree with leaves by their place in that order, its keys ordered by a seed. */
  readonly grow: <L>(leaf: (i: number) => L, order: number) => object
}

/** What a tree of a case holds, and how to fill it. */
export const plant = (tree: Tree): Plant => {
  const shapes = shapesOf(tree)
  const flat = flatten(
    'fuzz',
    laid(tree, (i) => i, 0),
    isNumber,
  )
  const leaves = flat.leaves.map((leaf, i) => {
    const shape = shapes[leaf] as readonly number[]
    const size = shape.reduce((product, n) => product * n, 1)
    return { name: flat.names[i] as string, shape, size }
  })
  const placeOf = new Map(flat.leaves.map((leaf, i) => [leaf, i]))
  return {
    leaves,
    grow: (leaf, order) => laid(tree, (i) => leaf(placeOf.get(i) as number), order) as object,
  }
}

/** A tree with one leaf more. */
const extended = (tree: Tree, shape: readonly number[], added: number): Tree => {
  if ('shape' in tree) return tree
  if ('items' in tree) return { items: [...tree.items, { shape }] }
  const { keys } = tree
  const middle = keys.length >> 1
  return { keys: [...keys.slice(0, middle), [`added ${added}`, { shape }], ...keys.slice(middle)] }
}

/** What the tree of a case is in each step: leaves are added on the way. */
export const plantsOf = ({ tree, steps }: Pick<Case, 'tree' | 'steps'>): readonly Plant[] => {
  let now = tree
  let planted = plant(tree)
  return steps.map(({ event }, i) => {
    if (event?.does === 'extend') {
      now = extended(now, event.shape, i)
      planted = plant(now)
    }
    return planted
  })
}
