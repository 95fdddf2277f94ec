import { identity, type Transform } from '@momenta/core'
import { addDecayedWeights } from '@momenta/transforms'

/** Weight decay, or nothing where it is 0. */
export const decayWeights = (weightDecay: number): Transform =>
  weightDecay === 0 ? identity : addDecayedWeights({ weightDecay })
