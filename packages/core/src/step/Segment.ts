import type { Norm } from './Norm.js'

/** Leaves on which the same parts of a segment act. */
export interface Group {
  /** The parts, as indices into the chain. */
  readonly parts: readonly number[]
  /** The leaves, as indices into the leaves of the parameters. */
  readonly leaves: readonly number[]
  /** For each part, the position of each leaf among the leaves of that part. */
  readonly positions: readonly (readonly number[])[]
}

/** Consecutive parts of a chain between two measurements. */
export interface Segment {
  /** Its position among the segments of the chain. */
  readonly index: number
  /** The first part. */
  readonly from: number
  /** The part after the last. */
  readonly to: number
  /** The norms that are measured before its parts plan, in this order. */
  readonly measures: readonly Norm[]
  /** Whether the value of the loss is read before its parts plan. */
  readonly value: boolean
  /** Its parts that have reductions. */
  readonly reduces: readonly number[]
  /** Whether the incoming updates are the gradients as they are bound here. */
  readonly same: boolean
  /** Whether one of its parts rebinds the gradient. */
  readonly rebinds: boolean
  /** Whether the gradient after it is its updates. */
  readonly bindsUpdates: boolean
  /** Whether it is one part that computes with whole leaves; it is never the last segment. */
  readonly whole: boolean
  /** Whether it is the end of the chain: nothing can fail after its plans. */
  readonly last: boolean
}
