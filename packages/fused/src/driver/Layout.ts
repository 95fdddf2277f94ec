import { type Leaf, segmentsOf, selected, type Transform } from '@momenta/core'

/** Leaves on which the same parts of a segment act. */
export interface Group {
  /** Indices into the chain. */
  readonly parts: readonly number[]
  readonly leaves: readonly number[]
  /** For each part, where each leaf stands among the leaves of that part. */
  readonly positions: readonly (readonly number[])[]
  /** Whether its parts act on these leaves only, so that no other group writes to their state. */
  readonly whole: boolean
}

/** A run of parts that needs no measurement inside. */
export interface Segment {
  readonly from: number
  readonly to: number
  readonly groups: readonly Group[]
  readonly last: boolean
}

/** What is fixed as long as the leaves are the same. */
export interface Layout {
  readonly segments: readonly Segment[]
  /** For each part, the indices of its leaves. */
  readonly owns: readonly (readonly number[])[]
}

const groupsOf = (
  parts: readonly number[],
  owns: readonly (readonly number[])[],
  leaves: number,
): readonly Group[] => {
  const byParts = new Map<string, { parts: readonly number[]; leaves: number[] }>()
  for (let leaf = 0; leaf < leaves; leaf++) {
    const active = parts.filter((part) => owns[part]?.includes(leaf))
    const group = byParts.get(active.join()) ?? { parts: active, leaves: [] }
    group.leaves.push(leaf)
    byParts.set(active.join(), group)
  }
  return [...byParts.values()].map((group) => ({
    ...group,
    whole: group.parts.every((part) => owns[part]?.length === group.leaves.length),
    positions: group.parts.map((part) =>
      group.leaves.map((leaf) => (owns[part] as readonly number[]).indexOf(leaf)),
    ),
  }))
}

/** Lays a chain out over leaves. */
export const layoutOf = (transform: Transform, leaves: readonly Leaf[]): Layout => {
  const owns = transform.map((description) => selected(description, leaves))
  const segments = segmentsOf(transform).map(([from, to], i, all) => {
    const parts = Array.from({ length: to - from }, (_, k) => from + k)
    const last = i === all.length - 1
    return { from, to, groups: groupsOf(parts, owns, leaves.length), last }
  })
  return { segments, owns }
}
