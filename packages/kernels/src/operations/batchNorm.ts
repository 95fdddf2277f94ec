import type * as tf from '@tensorflow/tfjs-core'
import { hasKernel } from '../gradients/hasKernel.js'
import { runKernel } from '../gradients/runKernel.js'
import { checkFields, checkShape, checkTensor } from './checkShape.js'
import { batchNorm as composed } from './composed/batchNorm.js'
import type { Normalized } from './Normalized.js'

/** Options of {@link batchNorm}. */
export interface BatchNormOptions {
  /** Added to the variance; > 0. Default 1e-5. */
  readonly epsilon?: number
}

/**
 * Batch normalization in training mode over the last axis: y = γ (x − μ)/√(σ² + ε) + β, where μ and
 * σ² are the mean and the biased variance of x over all other axes. Also returns the statistics,
 * for running averages; frameworks that store the unbiased variance multiply σ² by n/(n − 1).
 *
 * One kernel for each direction if {@link enableTraining} has registered them, else composed of
 * TensorFlow.js's operations. Memory: y, and two numbers for each channel; the gradient saves x. An
 * empty batch has an empty y and the statistics 0: leave them out of running averages.
 *
 * @param x [..., channels], float32.
 * @param gamma [channels].
 * @param beta [channels].
 *
 * @throws TypeError if x, gamma or beta is no tensor, RangeError if x is a scalar, gamma or beta do
 *   not have the shape [channels], or epsilon is not positive.
 *
 * Source: Ioffe and Szegedy, arXiv 1502.03167, algorithm 1.
 *
 * @example
 * import { batchNorm } from '@momenta/kernels'
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
  options: BatchNormOptions = {},
): Normalized => {
  checkFields('batchNorm', 'options', options)
  checkTensor('batchNorm', 'x', x)
  const { epsilon = 1e-5 } = options
  if (x.rank === 0) throw new RangeError('batchNorm: x must have the shape [..., channels], got []')
  const channels = x.shape.slice(-1)
  checkShape('batchNorm', 'gamma', gamma, channels)
  checkShape('batchNorm', 'beta', beta, channels)
  if (!(epsilon > 0)) throw new RangeError(`batchNorm: epsilon must be positive, got ${epsilon}`)
  if (x.size === 0 || !hasKernel('BatchNormTraining')) return composed(x, gamma, beta, epsilon)
  const [y, mean, variance] = runKernel<[tf.Tensor, tf.Tensor1D, tf.Tensor1D]>(
    'BatchNormTraining',
    { x, gamma, beta },
    { epsilon },
  )
  return { y, mean, variance }
}
