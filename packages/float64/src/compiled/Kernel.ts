import type { Description, Plan } from '@momenta/core'

/** What one part keeps for one leaf, in place. */
export interface LeafState {
  readonly slots: { readonly [slot: string]: Float64Array }
  readonly bank: Float64Array[]
}

/** The arrays of one leaf on its way through a segment. */
export interface LeafArrays {
  readonly u: Float64Array
  readonly p: Float64Array
  readonly g: Float64Array
  /** Takes the updates; the parameters themselves in the last segment, which adds them. */
  readonly out: Float64Array
  /** Takes the gradient behind a part that rebinds it. */
  readonly rebound: Float64Array
}

/** Runs a segment on one leaf, in place: one pass over memory. */
export type Kernel = (
  arrays: LeafArrays,
  states: readonly LeafState[],
  plans: readonly Plan[],
) => void

/** What a kernel is made for. */
export interface Shape {
  readonly parts: readonly Description[]
  readonly plans: readonly Plan[]
  /** Adds the updates to the parameters. */
  readonly last: boolean
}
