import type { State } from '@momenta/core'

/** What is watched: an iterate of `eager`, of `float64`, or `{ params, state: state() }` of a compiled run. Leaves are tensors or Float64Arrays. */
export interface Watched {
  readonly params: object
  readonly state: State<unknown>
  /** The loss, a number or a scalar tensor, if the interpreter has it. */
  readonly value?: unknown
}
