import type { Leaf } from '../Leaf.js'
import { sameShape } from '../state/sameShape.js'
import type { Transform } from '../Transform.js'
import { groupsOf } from './groupsOf.js'
import type { Layout, PartLeaves } from './Layout.js'
import { segmentsOf } from './segmentsOf.js'
import { selectLeaves } from './selectLeaves.js'

const leavesOfPart = (indices: readonly number[], leaves: readonly Leaf[]): PartLeaves => {
  const inTreeOrder = indices.toSorted((a, b) => a - b)
  return {
    indices,
    names: indices.map((i) => (leaves[i] as Leaf).name),
    inTreeOrder,
    leaves: inTreeOrder.map((i) => leaves[i] as Leaf),
  }
}

/** By part, the leaves that its mask selects; undefined without a mask. */
type Selections = readonly (readonly number[] | undefined)[]

const makeLayout = (
  transform: Transform,
  leaves: readonly Leaf[],
  selections: Selections,
): Layout => {
  const parts = transform.map((part, p) =>
    leavesOfPart(selections[p] ?? selectLeaves(part, leaves), leaves),
  )
  const segments = segmentsOf(transform).map((segment) => ({
    ...segment,
    groups: groupsOf(segment, parts, leaves.length),
  }))
  return {
    transform,
    names: leaves.map(({ name }) => name),
    shapes: leaves.map(({ shape }) => shape),
    segments,
    parts,
  }
}

/**
 * Whether a layout is that of these leaves: the same names and shapes in the same order, and each
 * part acts on the same leaves.
 */
const fits = (layout: Layout, leaves: readonly Leaf[], selections: Selections): boolean => {
  if (layout.names.length !== leaves.length) return false
  for (let i = 0; i < leaves.length; i++) {
    const { name, shape } = leaves[i] as Leaf
    if (layout.names[i] !== name || !sameShape(layout.shapes[i] ?? [], shape)) return false
  }
  return selections.every((selected, p) => {
    const { indices } = layout.parts[p] as PartLeaves
    return selected === undefined || sameShape(selected, indices)
  })
}

/** A limited number of layouts by transform, most recent first, for alternating runs. */
const layouts = new WeakMap<Transform, Layout[]>()
const capacity = 8

/**
 * The layout of a chain over the leaves of a tree: its segments, and in each the groups of leaves
 * on which the same parts act. Cached for trees with the same names and shapes. A step calls its
 * masks here alone, once for each leaf, so that all of it sees the same selection.
 *
 * @throws TypeError if a mask returns anything but true or false.
 *
 * @example
 * import { remember } from '@momenta/core'
 * import { layoutOf } from '@momenta/core/program'
 *
 * const leaves = ['w', 'b'].map((name) => ({ name, shape: [1], size: 1 }))
 * const [segment] = layoutOf(remember(), leaves).segments
 * segment.groups // => [{ parts: [0], leaves: [0, 1], positions: [[1, 0]] }]
 */
export const layoutOf = (transform: Transform, leaves: readonly Leaf[]): Layout => {
  const selections = transform.map((part) =>
    part.only === undefined ? undefined : selectLeaves(part, leaves),
  )
  const known = layouts.get(transform) ?? []
  const found = known.find((layout) => fits(layout, leaves, selections))
  if (found !== undefined) return found
  const made = makeLayout(transform, leaves, selections)
  layouts.set(transform, [made, ...known].slice(0, capacity))
  return made
}
