import type { State } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Fingerprint } from './fingerprint/Fingerprint.js'

/**
 * Parameters and optimizer state after a number of steps. It owns its tensors: pass it to `step`,
 * which consumes it, or to `disposeIterate`.
 */
export interface Iterate<P, A = unknown> {
  readonly params: P
  readonly state: State<tf.Tensor>
  /** The optimizer that made it, for `save`. */
  readonly optimizer?: Fingerprint
  /** The loss at the parameters before the last step, a scalar. */
  readonly value?: tf.Scalar
  /**
   * The auxiliary outputs of the loss at those parameters; absent if it returns none. The next step
   * disposes them, `cloneIterate` clones them, `save` leaves them out.
   */
  readonly aux?: A
}
