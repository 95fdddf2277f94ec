import { type Leaf, type Transform } from '@momenta/core'
import { segmentsOf, selected } from '@momenta/core/program'
import { byList } from './ByList.js'

/** Leaves on which the same parts of a segment act. */
export interface Group {
  /** Indices into the chain. */
  readonly parts: readonly number[]
  readonly leaves: readonly number[]
  /** For each part, where each leaf stands among the leaves of that part. */
  readonly positions: readonly (readonly number[])[]
}

/** A run of parts that needs no measurement inside. */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly groups: readonly Group[]
  readonly last: boolean
}

/** What is fixed as long as the leaves are the same, and the parts act on the same of them. */
export interface Layout {
  readonly names: readonly string[]
  readonly segments: readonly Segment[]
  /** For each part, the indices and the names of its leaves. */
  readonly owns: readonly (readonly number[])[]
  readonly ownNames: readonly (readonly string[])[]
}

/** For a part, the position of each leaf among the leaves of the part; undefined for a leaf on which it does not act. */
type Positions = readonly (number | undefined)[]

const positionsOf = (own: readonly number[], leaves: number): Positions => {
  const positions: (number | undefined)[] = new Array(leaves).fill(undefined)
  own.forEach((leaf, position) => {
    positions[leaf] = position
  })
  return positions
}

const groupsOf = (
  parts: readonly number[],
  positions: readonly Positions[],
  leaves: number,
): readonly Group[] => {
  const groups: { readonly parts: readonly number[]; readonly leaves: number[] }[] = []
  const byParts = byList<number[]>()
  for (let leaf = 0; leaf < leaves; leaf++) {
    const active = parts.filter((part) => positions[part]?.[leaf] !== undefined)
    const members = byParts.find(active, () => {
      const group = { parts: active, leaves: [] }
      groups.push(group)
      return group.leaves
    })
    members.push(leaf)
  }
  return groups.map((group) => ({
    ...group,
    positions: group.parts.map((part) =>
      group.leaves.map((leaf) => positions[part]?.[leaf] as number),
    ),
  }))
}

/** Lays a chain out over leaves. */
export const layoutOf = (transform: Transform, leaves: readonly Leaf[]): Layout => {
  const owns = transform.map((description) => selected(description, leaves))
  const positions = owns.map((own) => positionsOf(own, leaves.length))
  const segments = segmentsOf(transform).map(([from, to], i, all) => {
    const parts = Array.from({ length: to - from }, (_, k) => from + k)
    const last = i === all.length - 1
    return { from, to, groups: groupsOf(parts, positions, leaves.length), last }
  })
  return {
    names: leaves.map(({ name }) => name),
    segments,
    owns,
    ownNames: owns.map((own) => own.map((i) => (leaves[i] as Leaf).name)),
  }
}

/** Whether a layout is that of these leaves: the same names in the same order, chosen alike by every part that chooses. */
export const isLayoutOf = (
  { names, owns }: Layout,
  transform: Transform,
  leaves: readonly Leaf[],
): boolean => {
  if (names.length !== leaves.length) return false
  for (let i = 0; i < names.length; i++) if (names[i] !== leaves[i]?.name) return false
  return transform.every((description, part) => {
    if (description.only === undefined) return true
    const own = owns[part] as readonly number[]
    const now = selected(description, leaves)
    return now.length === own.length && now.every((leaf, i) => leaf === own[i])
  })
}
