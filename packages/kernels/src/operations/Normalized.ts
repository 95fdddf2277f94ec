import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core'

/** The result of {@link batchNorm}. */
export interface Normalized {
  /** The shape of x. */
  readonly y: Tensor
  /** [channels], the mean of the batch; no gradient flows through it. */
  readonly mean: Tensor1D
  /** [channels], the biased variance of the batch; no gradient flows through it. */
  readonly variance: Tensor1D
}
