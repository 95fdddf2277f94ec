import type { BodyOutput, Plan } from '../Description.js'
import { dictionary } from '../dictionary.js'
import type { Host } from '../Host.js'
import { mapDictionary } from '../mapDictionary.js'
import type { PartState } from '../State.js'

/** The plan of a part for one leaf, and the output of its body. */
export interface LeafResult<L> {
  readonly leaf: string
  readonly plan: Plan
  readonly output: BodyOutput<L, string>
}

/** The entries of a leaf after its plan: one appended or replaced, or the same list. */
const nextEntries = <L>(
  entries: readonly L[],
  { plan: { write }, output: { entry } }: LeafResult<L>,
): readonly L[] => {
  if (write === undefined || entry === undefined) return entries
  const next = entries.slice()
  next[write] = entry
  return next
}

/** The state of a part after a step. */
export const nextPart = <L>(
  { hyper, slots, buffers }: PartState<L>,
  host: Host,
  results: readonly LeafResult<L>[],
): PartState<L> => ({
  host,
  hyper,
  slots: mapDictionary(slots, (_, slot) =>
    dictionary(results.map(({ leaf, output }) => [leaf, output.slots[slot] as L])),
  ),
  buffers: dictionary(
    results.map((result) => [
      result.leaf,
      nextEntries(buffers[result.leaf] as readonly L[], result),
    ]),
  ),
})
