import * as tf from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { Operations } from '../Operations.js'

/** The losses, and as a second output the gradients of each by its logits. */
export const crossEntropy = ({ run, type }: Operations): Kernel => ({
  name: 'SparseSoftmaxCrossEntropy',
  run: ({ inputs }) =>
    tf.tidy(() => {
      const { labels, logits } = inputs as { labels: tf.Tensor; logits: tf.Tensor }
      const rows = tf.reshape(logits, [-1, logits.shape.at(-1) as number])
      const [losses, slopes] = run(
        'SparseSoftmaxCrossEntropyWithLogits',
        [type('T', 'float32'), type('Tlabels', 'int32')],
        [rows, tf.reshape(labels, [-1])],
        2,
      ) as [tf.Tensor, tf.Tensor]
      return [tf.reshape(losses, labels.shape), slopes]
    }),
})

/** Those gradients times dy. */
export const crossEntropyGrad = (): Kernel => ({
  name: 'SparseSoftmaxCrossEntropyGrad',
  run: ({ inputs }) =>
    tf.tidy(() => {
      const { dy, logits, aux0 } = inputs as { [name: string]: tf.Tensor } & {
        dy: tf.Tensor
        logits: tf.Tensor
      }
      return tf.reshape(tf.mul(aux0 as tf.Tensor, tf.reshape(dy, [-1, 1])), logits.shape)
    }),
})
