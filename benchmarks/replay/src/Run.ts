import type { Optimizer, Remembered } from '@momenta/core'
import type { Evaluated } from './gradientsOf.js'
import type { Trajectory } from './ReferenceFile.js'

/** The state of a run after a step, as plain numbers. */
export interface Reached {
  readonly params: readonly ArrayLike<number>[]
  readonly value: number
  readonly memories: readonly Pick<Remembered<unknown>, 'keys'>[]
}

/** A run of an optimizer from the parameters of a file, one step a call. */
export type Run = (
  optimizer: Optimizer,
  params: Trajectory['params'],
) => {
  readonly step: (loss: (params: readonly ArrayLike<number>[]) => Evaluated) => Reached
  readonly end: () => void
}
