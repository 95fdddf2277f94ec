import { checkParts } from '../checkParts.js'
import { checkTransform } from '../checkTransform.js'
import type { Host } from '../Host.js'
import type { State } from '../State.js'
import type { Transform } from '../Transform.js'
import type { Memory } from './Memory.js'

/** What a memory holds: by slot, the keys, the keys as they were offered, and the entries, one value for each leaf. */
export interface Remembered<L> {
  readonly keys: readonly number[]
  readonly offered: readonly number[]
  readonly entries: readonly (readonly L[])[]
}

/** The memories in a host state; combinators may have wrapped it. */
const memoriesIn = (host: Host): readonly Memory[] =>
  Array.isArray(host)
    ? (host as unknown as readonly Memory[])
    : memoriesIn((host as { readonly inner: Host }).inner)

/**
 * Looks into the memories of a chain: one for each `remember`, or one for each leaf where the memories are per leaf. Borrowed, not copied.
 *
 * @throws TypeError if the arguments are something else, or the state is that of another transform.
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
    const memories = memoriesIn(part.host)
    const banks = Object.values(part.bank)
    const perLeaf = memories.length > 1
    return memories.map(({ keys, offered }, m) => ({
      keys,
      offered,
      entries: keys.map((_, slot) =>
        (perLeaf ? [banks[m] as readonly L[]] : banks).map((entries) => entries[slot] as L),
      ),
    }))
  })
}
