import { checked, ranges } from '@momenta/core'
import { known } from '../arguments/known.js'

/** What the stability of a run depends on. */
export interface StabilityOptions {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  readonly b1?: number
  /** C, the entries of the memory, a whole number >= 0; 0 is Adam. Default 0. */
  readonly capacity?: number
}

/** The options, checked and filled. */
export const stabilityOptions = (
  who: string,
  options: StabilityOptions,
): Required<StabilityOptions> => {
  const { b1 = 0.9, capacity = 0 } = known(who, options, { b1: true, capacity: true })
  return {
    b1: checked(who, 'b1', b1, ranges.decay),
    capacity: checked(who, 'capacity', capacity, ranges.count),
  }
}
