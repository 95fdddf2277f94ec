import { dictionary, mapDictionary } from '@momenta/core'
import { type LeafInput, type Proposal, runSegment } from '@momenta/core/program'
import { runArrays } from '../definition/runArrays.js'
import type { LeafArrays } from './bindArrays.js'
import type { PartLeafStates } from './LeafState.js'
import { measure } from './measure.js'
import type { Running } from './Running.js'

/** The arrays of a part in the form of a state; nothing is copied. */
const stateOf = (slots: readonly string[], leaves: PartLeafStates) => ({
  slots: dictionary(
    slots.map((slot, i) => [slot, mapDictionary(leaves, (leaf) => leaf.slots[i] as Float64Array)]),
  ),
  buffers: mapDictionary(leaves, ({ entries }) => entries),
})

/**
 * Evaluates the loss at a point that a part proposes, element by element, and measures there.
 *
 * @param arrays - The arrays of its segment, by leaf; not modified.
 */
export const evaluateProposal = (
  proposal: Proposal,
  arrays: readonly LeafArrays[],
  { layout, states, more, again }: Running,
): readonly number[] => {
  const inputs = arrays.map(
    ({ updates, params, grads }, i): LeafInput<Float64Array> => ({
      ...{ shape: layout.shapes[i] ?? [], updates, params, grads },
      more: mapDictionary(more, (list) => list[i] as Float64Array),
    }),
  )
  const parts = states.map((leaves, i) =>
    stateOf(Object.keys(layout.transform[i]?.slots ?? {}), leaves),
  )
  const points = runSegment(layout, proposal.plans, parts, inputs, runArrays).map(({ output }, i) =>
    (arrays[i] as LeafArrays).params.map((n, j) => n + (output.updates[j] as number)),
  )
  const { value, grads } = again(points, proposal.evaluation)
  const there = arrays.map((leaf, i) => ({ ...leaf, grads: grads[i] as Float64Array }))
  return measure(proposal, layout, there, states, value[0] as number)
}
