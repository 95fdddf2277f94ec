import type * as tf from '@tensorflow/tfjs-core'

/** What a loss answers at a point: its value, a scalar, and gradients in the shape of the parameters. */
export interface Evaluation<P> {
  readonly value: tf.Scalar
  readonly grads: P
}

/** Answers a point with value and gradients, fresh tensors that become the step's; microbatch 0 unless an estimator asks for more. */
export type Oracle<P> = (params: P, microbatch: number) => Evaluation<P>
