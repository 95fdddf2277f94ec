import { type Decided, decide } from '@momenta/core/program'
import type { LeafArrays } from './bindArrays.js'
import { evaluateProposal } from './evaluateProposal.js'
import type { LeafState } from './LeafState.js'
import { measure } from './measure.js'
import { prepareGroup, type ReadyLeaf } from './prepareGroup.js'
import type { Running } from './Running.js'

const none = new Float64Array(0)

const swapSlots = ({ slots, into }: LeafState): void => {
  for (let s = 0; s < slots.length; s++) {
    const old = slots[s] as Float64Array
    slots[s] = into[s] as Float64Array
    into[s] = old
  }
}

/** Makes the arrays that were written outside of the state part of it. */
const commit = ({ states, plans }: ReadyLeaf, inPlace: boolean): void => {
  for (let k = 0; k < states.length; k++) {
    const state = states[k] as LeafState
    if (!inPlace) swapSlots(state)
    const write = plans[k]?.write
    if (write === undefined) continue
    const old = state.entries[write]
    state.entries[write] = state.spare
    state.spare = old ?? none
  }
}

/**
 * Executes the decisions of one step on arrays, in place: only the last segment, after which
 * nothing can fail, overwrites the state, so if it throws the run is unchanged.
 */
export const execute = (running: Running): Decided => {
  const { layout, arrays, states, step, value, more, parts } = running
  const decisions = decide(layout, { step, parts }, Object.keys(more))
  const written: ReadyLeaf[][] = []
  let turn = decisions.next()
  while (!turn.done) {
    const request = turn.value
    const own = arrays[written.length] as readonly LeafArrays[]
    if (request.kind === 'measure') {
      turn = decisions.next(measure(request, layout, own, states, value))
      continue
    }
    if (request.kind === 'evaluate') {
      turn = decisions.next(evaluateProposal(request, own, running))
      continue
    }
    const ready: ReadyLeaf[] = []
    for (const plans of request.plans)
      prepareGroup(layout, request.segment, plans, own, more, states, ready)
    for (const { kernel, scalars, loads, stores } of ready)
      kernel.run(scalars, loads, stores, (loads[0] ?? stores[0])?.length ?? 0)
    written.push(ready)
    turn = decisions.next()
  }
  for (let s = 0; s < written.length; s++)
    for (const leaf of written[s] as ReadyLeaf[]) commit(leaf, s === written.length - 1)
  return turn.value
}
