import type { State } from '@momenta/core'

/**
 * What a monitor reads: an iterate of `eager` or `float64`, or `{ params, state: state() }` of a
 * compiled run. Leaves are tensors or Float64Arrays.
 */
export interface MonitoredIterate {
  readonly params: object
  readonly state: State<unknown>
  /** The loss, a number or a scalar tensor, if the interpreter returns it. */
  readonly value?: unknown
}
