import * as tf from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Operations } from '../Operations.js'

interface Attrs {
  readonly epsilon: number
}

const attributesOf = ({ bool, float, text, type }: Operations, epsilon: number) => [
  ...[type('T', 'float32'), type('U', 'float32'), float('epsilon', epsilon)],
  ...[text('data_format', 'NHWC'), bool('is_training', true)],
]

/** TensorFlow's operation accepts images only. */
const asImages = (x: tf.Tensor): tf.Tensor =>
  x.rank === 4 ? x : tf.reshape(x, [-1, 1, 1, x.shape.at(-1) as number])

/** y, mean and biased variance, and the further inputs of the gradient. */
export const batchNorm = (
  operations: Operations,
): Kernel<Inputs<'x' | 'gamma' | 'beta', tf.Tensor>, Attrs> => ({
  name: 'BatchNormTraining',
  run: ({ inputs: { x, gamma, beta }, attrs }) =>
    tf.tidy(() => {
      const attributes = attributesOf(operations, attrs.epsilon)
      const none = tf.tensor1d([])
      const [y, mean, unbiased, ...aux] = operations.run(
        'FusedBatchNormV3',
        [...attributes, operations.float('exponential_avg_factor', 1)],
        [asImages(x), gamma, beta, none, none],
        6,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]]
      const rows = x.size / gamma.size
      const variance = tf.mul(unbiased, (rows - 1) / rows)
      return [tf.reshape(y, x.shape), mean, variance, ...aux]
    }),
})

/** The gradients with respect to x, gamma and beta. */
export const batchNormGrad = (
  operations: Operations,
): Kernel<Inputs<'dy' | 'x' | 'gamma' | 'aux0' | 'aux1' | 'aux2', tf.Tensor>, Attrs> => ({
  name: 'BatchNormTrainingGrad',
  run: ({ inputs: { dy, x, gamma, aux0, aux1, aux2 }, attrs }) =>
    tf.tidy(() => {
      const [dx, dgamma, dbeta] = operations.run(
        'FusedBatchNormGradV3',
        attributesOf(operations, attrs.epsilon),
        [asImages(dy), asImages(x), gamma, aux0, aux1, aux2],
        5,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor]
      return [tf.reshape(dx, x.shape), dgamma, dbeta]
    }),
})
