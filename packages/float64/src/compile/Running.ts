import type { Companions, LeafEvaluation, PartState } from '@momenta/core'
import type { Layout } from '@momenta/core/program'
import type { LeafArrays } from './bindArrays.js'
import type { PartLeafStates } from './LeafState.js'

/** The arrays of a run, and the state that plans read. */
export interface Running {
  readonly layout: Layout
  /** By segment, then by leaf. */
  readonly arrays: readonly (readonly LeafArrays[])[]
  /** By part. */
  readonly states: readonly PartLeafStates[]
  readonly step: number
  /** The loss at the parameters. */
  readonly value: number
  /** The companions of the gradient. */
  readonly more: Companions<Float64Array>
  readonly parts: readonly Pick<PartState<unknown>, 'host' | 'hyper' | 'buffers'>[]
  /** Evaluates the loss at another point. */
  readonly again: (
    points: readonly Float64Array[],
    evaluation: number,
  ) => LeafEvaluation<Float64Array>
}
