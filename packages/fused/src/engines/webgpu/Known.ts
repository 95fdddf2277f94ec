import type * as tf from '@tensorflow/tfjs-core'
import type { Batch } from './batchesOf.js'
import type { Bindings } from './emit.js'

/** What is known of a program from its earlier runs. */
export interface Known {
  /** How its rows bind their buffers. */
  readonly bindings: Bindings[]
  /** The batches of a run, which recur while all tensors are in their places. */
  batches: readonly Batch[]
  /** Of each load and store of that run: whether a tensor is on the same data and buffer. */
  places: readonly ((tensor: tf.Tensor) => boolean)[]
  /** Runs whose tensors were elsewhere. */
  misses: number
}
