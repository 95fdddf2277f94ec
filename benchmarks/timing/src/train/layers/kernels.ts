import { batchNorm, lstm, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import type { Layers } from './Layers.js'

/** The operations of `@momenta/kernels`: one kernel forward, one backward. */
export const kernels: Layers = {
  batchNorm: (x, gamma, beta) => batchNorm(x, gamma, beta).y as tf.Tensor4D,
  lstm: (x, kernel, recurrentKernel, bias) => {
    const zeros = tf.zeros<tf.Rank.R2>([x.shape[1], recurrentKernel.shape[0]])
    return lstm({ kernel, recurrentKernel, bias }, x, { h: zeros, c: zeros }).outputs
  },
  crossEntropy: (labels, logits) => tf.mean(softmaxCrossEntropy(labels, logits)),
}
