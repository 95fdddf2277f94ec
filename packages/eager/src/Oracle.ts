import type * as tf from '@tensorflow/tfjs-core'

/**
 * A loss evaluated at a point: its value, a scalar, and its gradients, in the shapes of the
 * parameters.
 */
export interface Evaluation<P> {
  readonly value: tf.Scalar
  readonly grads: P
}

/**
 * Maps parameters to value and gradients. The tensors it returns must be new; the step takes
 * ownership of them. `microbatch` is 0 unless an estimator evaluates several.
 */
export type Oracle<P> = (params: P, microbatch: number) => Evaluation<P>
