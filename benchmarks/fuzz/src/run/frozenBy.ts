import type { State, Transform } from '@momenta/core'
import { withFrozen } from '@momenta/transforms'
import type { Event } from '../cases/Case.js'
import { maskOf } from '../catalogue/built.js'

/** The state with the leaves of an event frozen; as it is where the chain has no `freezable`. */
export const frozenBy = <L>(
  transform: Transform,
  state: State<L>,
  { mask }: Extract<Event, { does: 'freeze' }>,
): State<L> => {
  try {
    return withFrozen(transform, state, maskOf(mask))
  } catch (error) {
    if (error instanceof RangeError) return state
    throw error
  }
}
