/** The value of a loss at a point, and its gradients in the shape of the parameters. */
export interface Evaluation<P, A = unknown> {
  readonly value: number
  readonly grads: P
  /** Auxiliary outputs, such as batch statistics: any tree of Float64Array. */
  readonly aux?: A
}

/**
 * Returns value and gradients at a point.
 *
 * @param microbatch - Which part of the batch; 0 unless `microbatches` splits it.
 * @param evaluation - 0 at the parameters of the iterate, positive at points that an estimator such
 *   as `sam` perturbed. Auxiliary outputs of perturbed evaluations are discarded.
 */
export type Oracle<P, A = unknown> = (
  params: P,
  microbatch: number,
  evaluation?: number,
) => Evaluation<P, A>
