import { batchNorm } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import type { Parameter } from '../parameters/Parameter.js'
import { tensorAt } from '../parameters/Tensors.js'
import type { Layer } from './Layer.js'

const constant = (channels: number, value: number): Parameter => ({
  shape: [channels],
  initialization: { kind: 'constant', value },
})

/**
 * Batch normalization over the last axis: by the moments of the batch in training, by the running
 * statistics in evaluation. The running variance is the unbiased one, as in PyTorch.
 *
 * @param options - `epsilon` is added to the variance. Default 1e-5.
 */
export const batchNormalization = (
  channels: number,
  { epsilon = 1e-5 }: { readonly epsilon?: number } = {},
): Layer => ({
  parameters: { gamma: constant(channels, 1), beta: constant(channels, 0) },
  statistics: { mean: constant(channels, 0), variance: constant(channels, 1) },
  apply: ({ params, statistics, pass }, x) => {
    const gamma = tensorAt<tf.Rank.R1>(params, 'gamma')
    const beta = tensorAt<tf.Rank.R1>(params, 'beta')
    if (pass.training) {
      const { y, mean, variance } = batchNorm(x, gamma, beta, { epsilon })
      const n = x.size / channels
      return { output: y, moments: { mean, variance: tf.mul(variance, n / Math.max(1, n - 1)) } }
    }
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(tensorAt(statistics, 'variance'), epsilon)))
    const shift = tf.sub(beta, tf.mul(tensorAt(statistics, 'mean'), scale))
    return { output: tf.add(tf.mul(x, scale), shift), moments: {} }
  },
})
