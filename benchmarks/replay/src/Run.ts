import type { Optimizer, Remembered, State } from '@momenta/core'
import type { Evaluated } from './gradientsOf.js'
import type { Trajectory } from './ReferenceFile.js'

/** The state of a run after a step, as plain numbers. */
export interface Reached {
  readonly params: readonly ArrayLike<number>[]
  readonly value: number
  readonly memories: readonly Pick<Remembered<unknown>, 'keys'>[]
  readonly state: State<ArrayLike<number>>
}

/** A run of an optimizer from the parameters of a file, one step a call. */
export type Run = (
  optimizer: Optimizer,
  params: Trajectory['params'],
) => {
  readonly step: (loss: (params: readonly ArrayLike<number>[]) => Evaluated) => Reached
  /** Sets hyperparameters before the next step. */
  readonly set: (values: { readonly [name: string]: number }) => void
  /** Continues with another optimizer of the same parts, with its hyperparameters. */
  readonly replace: (optimizer: Optimizer) => void
  readonly end: () => void
}
