import type { State } from '@momenta/core'

interface IterateParts<P, A> {
  readonly params: P
  readonly state: State<Float64Array>
  /**
   * The auxiliary outputs of the loss at the parameters before the last step; absent if it returns
   * none.
   */
  readonly aux?: A
}

/** An iterate before its first step, or one that was extended. */
export interface InitialIterate<P, A = unknown> extends IterateParts<P, A> {
  readonly value?: undefined
}

/** An iterate that a step returned. */
export interface SteppedIterate<P, A = unknown> extends IterateParts<P, A> {
  /** The loss at the parameters before the step. */
  readonly value: number
}

/** Parameters and optimizer state after a number of steps. */
export type Iterate<P, A = unknown> = InitialIterate<P, A> | SteppedIterate<P, A>
