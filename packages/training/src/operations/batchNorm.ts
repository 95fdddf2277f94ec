import type * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from '../gradients/hasKernel.js'
import { run } from '../gradients/run.js'
import { batchNorm as composed } from './composed/batchNorm.js'
import { expectShape } from './expectShape.js'

/** What {@link batchNorm} returns. */
export interface Normalized {
  /** The shape of x. */
  readonly y: tf.Tensor
  /** [channels], the mean of the batch; no gradient flows through it. */
  readonly mean: tf.Tensor1D
  /** [channels], the biased variance of the batch; no gradient flows through it. */
  readonly variance: tf.Tensor1D
}

/** Options of {@link batchNorm}. */
export interface BatchNormOptions {
  /** Added to the variance; > 0. Default 1e-5. */
  readonly epsilon?: number
}

/**
 * Batch normalization in training mode over the last axis: y = γ (x − μ)/√(σ² + ε) + β, where μ and
 * σ² are the mean and the biased variance of x over all the other axes. The statistics are returned
 * too, for running averages; multiply σ² by n/(n − 1) where a framework keeps the unbiased one.
 *
 * One kernel forward and one backward where {@link enableTraining} gave the backend one, else
 * composed of TensorFlow.js's operations. Memory: y, and two numbers for each channel; the gradient
 * keeps x. An empty batch has an empty y, and statistics of 0 that say nothing: leave them out of
 * running averages.
 *
 * @param x [..., channels], float32.
 * @param gamma [channels].
 * @param beta [channels].
 *
 * @throws RangeError if x is a scalar, the shapes of gamma or beta differ from [channels], or epsilon
 * is not positive.
 *
 * Source: Ioffe and Szegedy, arXiv 1502.03167, algorithm 1.
 *
 * @example
 * import { batchNorm } from '@momenta/training'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const { y, mean, variance } = batchNorm(tf.tensor([[1], [3]]), tf.ones([1]), tf.zeros([1]))
 * mean.dataSync() // => [2]
 * variance.dataSync() // => [1]
 * y.dataSync() // => [-0.999995, 0.999995]
 */
export const batchNorm = (
  x: tf.Tensor,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  { epsilon = 1e-5 }: BatchNormOptions = {},
): Normalized => {
  if (x.rank === 0) throw new RangeError('batchNorm: x must have the shape [..., channels], got []')
  const channels = x.shape.slice(-1)
  expectShape('batchNorm', 'gamma', gamma, channels)
  expectShape('batchNorm', 'beta', beta, channels)
  if (!(epsilon > 0)) throw new RangeError(`batchNorm: epsilon must be positive, got ${epsilon}`)
  if (x.size === 0 || !hasKernel('BatchNormTraining')) return composed(x, gamma, beta, epsilon)
  const [y, mean, variance] = run<[tf.Tensor, tf.Tensor1D, tf.Tensor1D]>(
    'BatchNormTraining',
    { x, gamma, beta },
    { epsilon },
  )
  return { y, mean, variance }
}
