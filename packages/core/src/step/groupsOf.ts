import type { PartLeaves } from './Layout.js'
import type { Group, Segment } from './Segment.js'

/** For a part, the position of each of its leaves; no entry for other leaves. */
type Positions = ReadonlyMap<number, number>

const positionsOf = ({ indices }: PartLeaves): Positions =>
  new Map(indices.map((leaf, position) => [leaf, position]))

/**
 * Groups the leaves by the parts of a segment that act on them, in the order of the leaves.
 *
 * @param parts - By part of the chain, the leaves that it acts on.
 * @param leaves - The number of leaves.
 */
export const groupsOf = (
  { from, to }: Pick<Segment, 'from' | 'to'>,
  parts: readonly PartLeaves[],
  leaves: number,
): readonly Group[] => {
  const positions = new Map<number, Positions>()
  for (let part = from; part < to; part++)
    positions.set(part, positionsOf(parts[part] as PartLeaves))
  // indices are numbers, so the joined key is unique
  const members = new Map<string, { readonly active: readonly number[]; readonly own: number[] }>()
  for (let leaf = 0; leaf < leaves; leaf++) {
    const active = [...positions].flatMap(([part, of]) => (of.has(leaf) ? [part] : []))
    const key = active.join()
    const group = members.get(key) ?? { active, own: [] }
    members.set(key, group)
    group.own.push(leaf)
  }
  return [...members.values()].map(({ active, own }) => ({
    parts: active,
    leaves: own,
    positions: active.map((part) => own.map((leaf) => positions.get(part)?.get(leaf) as number)),
  }))
}
