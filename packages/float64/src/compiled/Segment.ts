import type { Description, Measures, Plan } from '@momenta/core'
import type { Kernel, LeafArrays, LeafState } from './Kernel.js'

/** One leaf as a segment sees it: which of the parts act on it, with what. */
export interface SegmentLeaf {
  readonly name: string
  readonly arrays: LeafArrays
  /** Indices into the parts of the segment. */
  readonly active: readonly number[]
  /** The place of this leaf among the leaves of each active part. */
  readonly places: readonly number[]
  readonly states: readonly LeafState[]
  readonly kernelOf: (plans: readonly Plan[]) => Kernel
}

/** A run of parts between two measurements. */
export interface Segment {
  readonly measures: Measures
  readonly parts: readonly Description[]
  /** For each part the leaves that it acts on. */
  readonly owns: readonly (readonly number[])[]
  /** For each part their names. */
  readonly names: readonly (readonly string[])[]
  readonly leaves: readonly SegmentLeaf[]
  readonly rebinds: boolean
  /** Nothing can fail behind it, so it writes in place. */
  readonly last: boolean
}
