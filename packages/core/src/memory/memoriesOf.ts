import { checkParts } from '../checkParts.js'
import { checkTransform } from '../checkTransform.js'
import type { Description } from '../Description.js'
import type { Host } from '../Host.js'
import { hostOf } from '../hostOf.js'
import { kindOf } from '../kindOf.js'
import type { State } from '../State.js'
import type { Transform } from '../Transform.js'
import type { Memories, Memory } from './Memory.js'

/**
 * The contents of a memory by slot: the keys, the keys when offered, and the entries, one value per
 * leaf.
 */
export interface Remembered<L> {
  readonly keys: readonly number[]
  readonly offered: readonly number[]
  readonly entries: readonly (readonly L[])[]
}

const isMemories = (host: Host): host is Memories =>
  typeof host === 'object' && host !== null && ('shared' in host || 'byLeaf' in host)

/** The memories of a part with the role of one, from its host state. */
const memoriesIn = (description: Description, host: Host): Memories => {
  const own = hostOf(description, host)
  if (isMemories(own)) return own
  throw new TypeError(
    `memoriesOf: the host state of ${description.name}, a memory, must hold shared or byLeaf, got ${kindOf(own)}`,
  )
}

/** The memory that decides for a leaf; undefined for a part whose role is not `memory`. */
export const memoryFor = (
  description: Description,
  host: Host,
  leaf: string,
): Memory | undefined => {
  if (description.role !== 'memory') return undefined
  const memories = memoriesIn(description, host)
  return 'byLeaf' in memories ? memories.byLeaf[leaf] : memories.shared
}

/**
 * The memories of a chain: one for each part with the role `memory`, such as `remember`, or one for
 * each leaf where the memories are per leaf, in the order of the leaves of its part. Borrowed, not
 * copied.
 *
 * @param transform - The chain, or the start of it.
 * @throws TypeError if an argument has the wrong type, or the state is that of another transform.
 *
 * @example
 * import { identity, memoriesOf } from '@momenta/core'
 *
 * memoriesOf(identity, { step: 0, parts: [] }) // => []
 */
export const memoriesOf = <L>(transform: Transform, state: State<L>): readonly Remembered<L>[] => {
  checkTransform('memoriesOf', transform)
  checkParts('memoriesOf', transform, state, true)
  return transform.flatMap((description, i) => {
    const part = state.parts[i]
    if (description.role !== 'memory' || part === undefined) return []
    const { buffers } = part
    const remembered = ({ keys, offered }: Memory, leaves: readonly string[]): Remembered<L> => ({
      keys,
      offered,
      entries: keys.map((_, slot) =>
        leaves.map((leaf) => (buffers[leaf] as readonly L[])[slot] as L),
      ),
    })
    const memories = memoriesIn(description, part.host)
    const leaves = Object.keys(buffers)
    return 'byLeaf' in memories
      ? leaves.map((leaf) => remembered(memories.byLeaf[leaf] as Memory, [leaf]))
      : [remembered(memories.shared, leaves)]
  })
}
