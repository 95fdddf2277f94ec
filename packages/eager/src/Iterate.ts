import type { State } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Fingerprint } from './fingerprint/Fingerprint.js'

interface IterateParts<P, A> {
  readonly params: P
  readonly state: State<tf.Tensor>
  /** The optimizer that made it, for `save`. */
  readonly optimizer?: Fingerprint
  /**
   * The auxiliary outputs of the loss at the parameters before the last step; absent if it returns
   * none. The next step disposes them, `cloneIterate` clones them, `save` leaves them out.
   */
  readonly aux?: A
}

/** An iterate before its first step, or one that was loaded or extended. */
export interface InitialIterate<P, A = unknown> extends IterateParts<P, A> {
  readonly value?: undefined
}

/** An iterate that a step returned. */
export interface SteppedIterate<P, A = unknown> extends IterateParts<P, A> {
  /** The loss at the parameters before the step, a scalar. */
  readonly value: tf.Scalar
}

/**
 * Parameters and optimizer state after a number of steps. It owns its tensors: pass it to `step`,
 * which consumes it, or to `disposeIterate`.
 *
 * `value` is defined after a step, and TypeScript knows it: in `iterate = step(oracle, iterate)`,
 * `iterate.value` is a scalar from there on.
 */
export type Iterate<P, A = unknown> = InitialIterate<P, A> | SteppedIterate<P, A>
