import type * as tf from '@tensorflow/tfjs-core'

/**
 * A loss evaluated at a point: its value, a scalar, and its gradients, in the shapes of the
 * parameters.
 */
export interface Evaluation<P, A = unknown> {
  readonly value: tf.Scalar
  readonly grads: P
  /** Auxiliary outputs, such as batch statistics: any tree of float32 tensors. */
  readonly aux?: A
}

/**
 * Maps parameters to value and gradients. The tensors it returns must be new; the step takes
 * ownership of them.
 *
 * @param microbatch - 0 unless an estimator evaluates several.
 * @param evaluation - 0 at the parameters of the iterate, positive at points that an estimator such
 *   as `sam` perturbed. Auxiliary outputs of perturbed evaluations are discarded.
 */
export type Oracle<P, A = unknown> = (
  params: P,
  microbatch: number,
  evaluation?: number,
) => Evaluation<P, A>
