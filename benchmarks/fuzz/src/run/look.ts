import type { Iterate } from '@momenta/eager'
import type * as tf from '@tensorflow/tfjs-core'
import { type Snapshot, snapshotOf } from './Snapshot.js'
import { namedTensors } from './tensorOracle.js'

/** The numbers of a tensor, in an array of their own. */
export const copy = (tensor: tf.Tensor): Float32Array => (tensor.dataSync() as Float32Array).slice()

/** Everything that an iterate holds. */
export const look = (iterate: Iterate<object>): Snapshot =>
  snapshotOf(namedTensors(iterate.params), iterate.state, copy, iterate.value)
