import { checkParts } from '../checkParts.js'
import { checkTransform } from '../checkTransform.js'
import type { Description } from '../Description.js'
import type { Host } from '../Host.js'
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

/** The memories in a host state, at any depth of combinators. */
const memoriesIn = (host: Host): Memories => {
  let inner = host as { readonly [name: string]: Host }
  while (!Object.hasOwn(inner, 'shared') && !Object.hasOwn(inner, 'byLeaf'))
    inner = inner.inner as { readonly [name: string]: Host }
  return inner as unknown as Memories
}

/** The memory of a leaf; undefined for a part without memory. */
export const memoryFor = ({ name }: Description, host: Host, leaf: string): Memory | undefined => {
  if (name !== 'remember') return undefined
  const memories = memoriesIn(host)
  return 'byLeaf' in memories ? memories.byLeaf[leaf] : memories.shared
}

/**
 * The memories of a chain: one for each `remember`, or one per leaf if its memories are per leaf,
 * in the order of the leaves of the part. Borrowed, not copied.
 *
 * @throws TypeError if an argument has the wrong type, or the state is that of another transform.
 *
 * @example
 * import { identity, memoriesOf } from '@momenta/core'
 *
 * memoriesOf(identity, { step: 0, parts: [] }) // => []
 */
export const memoriesOf = <L>(transform: Transform, state: State<L>): readonly Remembered<L>[] => {
  checkTransform('memoriesOf', transform)
  checkParts('memoriesOf', transform, state)
  return transform.flatMap(({ name }, i) => {
    const part = state.parts[i]
    if (name !== 'remember' || part === undefined) return []
    const { buffers } = part
    const remembered = ({ keys, offered }: Memory, leaves: readonly string[]): Remembered<L> => ({
      keys,
      offered,
      entries: keys.map((_, slot) =>
        leaves.map((leaf) => (buffers[leaf] as readonly L[])[slot] as L),
      ),
    })
    const memories = memoriesIn(part.host)
    const leaves = Object.keys(buffers)
    return 'byLeaf' in memories
      ? leaves.map((leaf) => remembered(memories.byLeaf[leaf] as Memory, [leaf]))
      : [remembered(memories.shared, leaves)]
  })
}
