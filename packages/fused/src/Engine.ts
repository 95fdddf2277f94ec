import type { Program } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'

/** A leaf in a pass: the tensors that the program loads and those that it stores, in its order. */
export interface Row {
  readonly loads: readonly tf.Tensor[]
  readonly stores: readonly tf.Tensor[]
}

/** Runs programs on one backend. */
export interface Engine {
  /** The L2 norms of leaves, the same bits as eager's; a promise where the backend must be waited for. */
  readonly norms: (leaves: readonly tf.Tensor[]) => readonly number[] | Promise<readonly number[]>
  /** Whether norms must be waited for. */
  readonly waits: boolean
  /** A new tensor for a leaf, kept, that belongs to the engine's user; throws an Error that names the leaf if there is no room. */
  readonly allocate: (like: tf.Tensor, leaf: string) => tf.Tensor
  /** The same for parameters, where those are never overwritten. */
  readonly allocateParameters?: (like: tf.Tensor) => tf.Tensor
  /** Whether a tensor may be overwritten: made by `allocate`, and its memory shared with no other handle. */
  readonly isOwn: (tensor: tf.Tensor) => boolean
  /** The memory of a tensor that may be overwritten under a new handle, the old one being dead; absent where the backend wants new memory instead. */
  readonly renew?: (tensor: tf.Tensor) => tf.Tensor
  /** Readies itself to run a program on so many leaves: what may fail in that fails here. */
  readonly prepare: (program: Program, rows: number) => void
  /** One pass: all rows, with the same scalars. Every tensor of a row is float32, alive and of the same size. */
  readonly run: (program: Program, scalars: readonly number[], rows: readonly Row[]) => void
}
