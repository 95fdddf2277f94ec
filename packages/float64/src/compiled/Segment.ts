import type { Description, Measures, Plan } from '@momenta/core'
import type { Kernel, LeafArrays, LeafState } from './Kernel.js'

/** One leaf as a segment sees it: which of the parts act on it, with what. */
interface SegmentLeaf {
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
  /** The index of its first part in the chain. */
  readonly from: number
  readonly parts: readonly Description[]
  /** For each part the leaves that it acts on. */
  readonly owns: readonly (readonly number[])[]
  readonly leaves: readonly SegmentLeaf[]
  /** For each part their names. */
  readonly names: readonly (readonly string[])[]
  readonly measures: Measures
  readonly rebinds: boolean
}
