import type { Leaf } from '../Leaf.js'
import type { Transform } from '../Transform.js'
import type { Group, Segment } from './Segment.js'

/** The leaves that one part of a chain acts on, in the order of their names. */
export interface PartLeaves {
  /** Indices into the leaves of the parameters. */
  readonly indices: readonly number[]
  readonly names: readonly string[]
  /** The same indices in the order of the tree. */
  readonly inTreeOrder: readonly number[]
  /** The leaves themselves, in the order of the tree. */
  readonly leaves: readonly Leaf[]
}

/** A segment over the leaves of a tree: each leaf is in one group. */
export interface LayoutSegment extends Segment {
  readonly groups: readonly Group[]
}

/** What is constant while the leaves, and those that each part acts on, are the same. */
export interface Layout {
  readonly transform: Transform
  /** The names of all leaves, in the order of the tree. */
  readonly names: readonly string[]
  /** Their shapes. */
  readonly shapes: readonly (readonly number[])[]
  readonly segments: readonly LayoutSegment[]
  /** By part. */
  readonly parts: readonly PartLeaves[]
}
