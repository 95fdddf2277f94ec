import type * as tf from '@tensorflow/tfjs-core'
import type { Layers } from '../layers/Layers.js'

/** A model with its data. */
export interface Workload {
  readonly variables: readonly tf.Variable[]
  readonly loss: (layers: Layers) => tf.Scalar
}

/** Builds a workload on the current backend; the numbers are the same each time. */
export type MakeWorkload = () => Workload
