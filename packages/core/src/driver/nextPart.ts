import type { BodyOutput, Plan } from '../Description.js'
import { dictionary } from '../dictionary.js'
import type { Host } from '../Host.js'
import { mapDictionary } from '../mapDictionary.js'
import type { PartState } from '../State.js'

/** The plan of a part for one leaf, and what its body answered. */
export interface LeafDone<L> {
  readonly leaf: string
  readonly plan: Plan
  readonly out: BodyOutput<L, string>
}

const stored = <L>(entries: readonly L[], { plan: { write }, out: { entry } }: LeafDone<L>) => {
  if (write === undefined || entry === undefined) return entries
  const next = entries.slice()
  next[write] = entry
  return next
}

/** The state of a part after a step. */
export const nextPart = <L>(
  { hyper, slots, buffers }: PartState<L>,
  host: Host,
  done: readonly LeafDone<L>[],
): PartState<L> => ({
  host,
  hyper,
  slots: mapDictionary(slots, (_, slot) =>
    dictionary(done.map(({ leaf, out }) => [leaf, out.slots[slot] as L])),
  ),
  buffers: dictionary(
    done.map((one) => [one.leaf, stored(buffers[one.leaf] as readonly L[], one)]),
  ),
})
