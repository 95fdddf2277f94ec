import type { Host, PartState, State } from '@momenta/core'
import type { LeafState } from './Kernel.js'

/** A copy of what a run keeps. */
export const stateOf = (
  step: number,
  hosts: readonly Host[],
  parts: readonly PartState<Float64Array>[],
  states: readonly { readonly [leaf: string]: LeafState }[],
): State<Float64Array> => ({
  step,
  parts: parts.map(({ hyper, slots }, i) => {
    const own = Object.entries(states[i] ?? {})
    return {
      host: structuredClone(hosts[i] as Host),
      hyper,
      slots: Object.fromEntries(
        Object.keys(slots).map((slot) => [
          slot,
          Object.fromEntries(
            own.map(([leaf, state]) => [
              leaf,
              Float64Array.from(state.slots[slot] as Float64Array),
            ]),
          ),
        ]),
      ),
      bank: Object.fromEntries(
        own.map(([leaf, { bank }]) => [leaf, bank.map((entry) => Float64Array.from(entry))]),
      ),
    }
  }),
})
