import type { State } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Fingerprint } from './fingerprint/Fingerprint.js'

/** Where a run stands. It owns its tensors: give it to `step`, which consumes it, or to `disposeIterate`. */
export interface Iterate<P> {
  readonly params: P
  readonly state: State<tf.Tensor>
  /** Which optimizer made it, for `save`. */
  readonly optimizer?: Fingerprint
  /** The loss at the point that the last step started from, a scalar. */
  readonly value?: tf.Scalar
}
