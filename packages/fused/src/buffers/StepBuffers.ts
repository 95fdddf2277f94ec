import type { Companions, State } from '@momenta/core'
import type { Layout } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine, Like } from '../Engine.js'
import type { LeafBuffers } from './LeafBuffers.js'
import type { SteadyRows } from './SteadyRow.js'
import type { Twin } from './Twin.js'

/** The tensors of a running step. */
export interface StepBuffers {
  readonly engine: Engine
  readonly layout: Layout
  /** The state before. */
  readonly from: State<tf.Tensor>
  /**
   * By leaf, the tensors of the old state, and those of the next one, as far as segments have run.
   */
  readonly was: readonly LeafBuffers[]
  readonly next: LeafBuffers[]
  readonly paramsBefore: readonly tf.Tensor[]
  /** By leaf, the current parameters. */
  readonly params: tf.Tensor[]
  readonly updates: tf.Tensor[]
  readonly grads: tf.Tensor[]
  /** The companions of the gradient. */
  readonly more: Companions<tf.Tensor>
  /** Tensors that several leaves hold: they are never overwritten. */
  readonly shared: ReadonlySet<tf.Tensor>
  /**
   * Updates and gradients between segments, by leaf: disposed at the end of the step unless the
   * state holds them.
   */
  readonly passing: { readonly leaf: number; readonly tensor: tf.Tensor }[]
  /** By leaf, the row that the last step ran in place. */
  readonly rows: SteadyRows
  /** By leaf, what is known of the old state's tensors, and of those of the next one. */
  readonly twins: readonly Twin[]
  readonly nextTwins: Twin[]
  /** Tensors that the step made, freed if it fails. */
  readonly made: Set<tf.Tensor>
  /** Gradients whose memory holds the updates between segments. */
  readonly overwritten: Set<tf.Tensor>
}

/** Allocates a tensor for a leaf that is freed if the step fails. */
export const allocate = (
  { engine, layout, made }: Pick<StepBuffers, 'engine' | 'layout' | 'made'>,
  like: Like,
  leaf: number,
): tf.Tensor => {
  const tensor = engine.allocate(like, layout.names[leaf] as string)
  made.add(tensor)
  return tensor
}
