import * as tf from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Operations } from '../Operations.js'

const attributesOf = ({ bool, float, text, type }: Operations, epsilon: number) => [
  ...[type('T', 'float32'), type('U', 'float32'), float('epsilon', epsilon)],
  ...[text('data_format', 'NHWC'), bool('is_training', true)],
]

/** TensorFlow's operation knows images alone. */
const asImages = (x: tf.Tensor): tf.Tensor =>
  x.rank === 4 ? x : tf.reshape(x, [-1, 1, 1, x.shape.at(-1) as number])

/** y, mean and biased variance, and what the gradient needs besides. */
export const batchNorm = (operations: Operations): Kernel => ({
  name: 'BatchNormTraining',
  run: ({ inputs, attrs }) =>
    tf.tidy(() => {
      const { x, gamma, beta } = inputs as { x: tf.Tensor; gamma: tf.Tensor; beta: tf.Tensor }
      const attributes = attributesOf(operations, attrs.epsilon as number)
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

/** The gradients by x, gamma and beta. */
export const batchNormGrad = (operations: Operations): Kernel => ({
  name: 'BatchNormTrainingGrad',
  run: ({ inputs, attrs }) =>
    tf.tidy(() => {
      const { dy, x, gamma, aux0, aux1, aux2 } = inputs as { [name: string]: tf.Tensor } & {
        dy: tf.Tensor
        x: tf.Tensor
      }
      const [dx, dgamma, dbeta] = operations.run(
        'FusedBatchNormGradV3',
        attributesOf(operations, attrs.epsilon as number),
        [asImages(dy), asImages(x), gamma, aux0, aux1, aux2] as tf.Tensor[],
        5,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor]
      return [tf.reshape(dx, x.shape), dgamma, dbeta]
    }),
})
