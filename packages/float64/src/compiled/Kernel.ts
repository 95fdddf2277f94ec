import type { Description, Plan } from '@momenta/core'

/** What one part keeps for one leaf. */
export interface LeafState {
  /** By the place of the slot among those that the part declares. */
  readonly slots: Float64Array[]
  /** Takes the new slots: the same arrays where a step writes in place, others where a later part of the step may still fail. */
  readonly into: Float64Array[]
  /** The entries of the memory. */
  readonly buffers: Float64Array[]
  /** Takes the entry that the plan writes, until the step has succeeded. */
  spare: Float64Array
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

/** Runs a segment on one leaf: one pass over memory. */
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
