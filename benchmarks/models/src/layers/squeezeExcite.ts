import * as tf from '@tensorflow/tfjs-core'
import { tensorAt, tensorsAt } from '../parameters/Tensors.js'
import { heFanOut } from './convolution.js'
import { type Layer, plainLayer } from './Layer.js'

const zero = { kind: 'constant', value: 0 } as const

/**
 * Squeeze and excite: each channel is scaled by σ(W₂ swish(W₁ mean(x) + b₁) + b₂).
 *
 * @param squeezed - The number of channels between the two products.
 *
 * Source: Hu et al., arXiv 1709.01507, with swish as in EfficientNet.
 */
export const squeezeExcite = (channels: number, squeezed: number): Layer => {
  const product = (inputs: number, outputs: number) => ({
    kernel: { shape: [inputs, outputs], initialization: heFanOut(1, outputs) },
    bias: { shape: [outputs], initialization: zero },
  })
  const parameters = { reduce: product(channels, squeezed), expand: product(squeezed, channels) }
  return plainLayer(parameters, (params, x) => {
    const apply = (name: string, input: tf.Tensor2D) => {
      const own = tensorsAt(params, name)
      return tf.add(
        tf.matMul(input, tensorAt<tf.Rank.R2>(own, 'kernel')),
        tensorAt(own, 'bias'),
      ) as tf.Tensor2D
    }
    const inner = apply('reduce', tf.mean(x, [1, 2]))
    const gates = tf.sigmoid(apply('expand', tf.mul(inner, tf.sigmoid(inner))))
    return tf.mul(x, tf.reshape(gates, [x.shape[0] as number, 1, 1, channels]))
  })
}
