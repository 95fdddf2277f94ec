import type { Plan } from '../Description.js'
import { mapDictionary } from '../mapDictionary.js'
import type { PartState } from '../State.js'
import type { Transform } from '../Transform.js'
import type { GroupPlans } from './GroupPlans.js'
import type { Layout } from './Layout.js'
import type { LeafInput, LeafOutput, LeafPart, RunLeaf } from './LeafRun.js'
import type { LeafResult } from './nextPart.js'

const none: readonly never[] = []

/** What bodies read of the state of a part. */
type HeldPart<L> = Pick<PartState<L>, 'slots' | 'buffers'>

const leafPart = <L>(
  description: Transform[number],
  plan: Plan,
  { slots, buffers }: HeldPart<L>,
  leaf: string,
): LeafPart<L> => ({
  description,
  plan,
  slots: mapDictionary(slots, (values) => values[leaf] as L),
  entries: plan.read?.map((entry) => buffers[leaf]?.[entry] as L) ?? none,
})

/** The result of a segment for one leaf. */
interface LeafOutcome<L> {
  readonly output: LeafOutput<L>
  /** By part, for those that act on the leaf. */
  readonly results: ReadonlyMap<number, LeafResult<L>>
}

/**
 * Runs the bodies of a segment on every leaf.
 *
 * @param inputs - One for each leaf.
 * @returns One outcome for each leaf, in their order.
 */
export const runSegment = <L>(
  { transform, names }: Layout,
  plans: readonly GroupPlans[],
  states: readonly HeldPart<L>[],
  inputs: readonly LeafInput<L>[],
  run: RunLeaf<L>,
): readonly LeafOutcome<L>[] => {
  const outcomes: LeafOutcome<L>[] = []
  for (const { group, at } of plans)
    group.leaves.forEach((leaf, position) => {
      const name = names[leaf] as string
      const own = at(position)
      const parts = group.parts.map((part, k) =>
        leafPart(
          transform[part] as Transform[number],
          own[k] as Plan,
          states[part] as HeldPart<L>,
          name,
        ),
      )
      const output = run(parts, inputs[leaf] as LeafInput<L>)
      const results = new Map(
        group.parts.map((part, k) => [
          part,
          {
            leaf: name,
            plan: own[k] as Plan,
            output: output.outputs[k] as LeafResult<L>['output'],
          },
        ]),
      )
      outcomes[leaf] = { output, results }
    })
  return outcomes
}
