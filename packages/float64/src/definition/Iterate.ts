import type { State } from '@momenta/core'

/** Parameters and optimizer state after a number of steps. */
export interface Iterate<P, A = unknown> {
  readonly params: P
  readonly state: State<Float64Array>
  /** The loss at the point that the last step started from. */
  readonly value?: number
  /** The auxiliary outputs of the loss at that point; absent if it returns none. */
  readonly aux?: A
}
