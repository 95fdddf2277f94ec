import type { Reducer, Reduction } from '../program/Reduction.js'
import type { Scalars } from '../Scalars.js'
import type { Norm } from './Norm.js'

/** The reductions of one part over the leaves that it acts on. */
export interface PartReduction {
  /** The index of the part in its chain. */
  readonly part: number
  readonly reduction: Reduction
  readonly scalars: Scalars
  /** Indices into the leaves of the parameters, in the order of their names. */
  readonly leaves: readonly number[]
}

/**
 * What is measured before a segment, all at once, so that it takes one readback.
 *
 * The result is a list of numbers: for each norm one per leaf, the value of the loss if it is
 * wanted, and for each part with reductions, for each of its leaves, one number per output.
 */
export interface Measurement {
  /** L2 norms of the gradients as they are bound now, the updates or the parameters. */
  readonly norms: readonly Norm[]
  /** Whether the value of the loss is wanted. */
  readonly value: boolean
  readonly reductions: readonly PartReduction[]
}

/** One number to be computed from a leaf: a scaled L2 norm, or a reduction of its elements. */
export interface LeafMeasurement<L> {
  readonly by: 'norm' | Exclude<Reducer, 'squares'>
  readonly of: L
}
