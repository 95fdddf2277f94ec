import * as tf from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Operations } from '../Operations.js'

/** The losses, and as a second output the gradient of each with respect to its logits. */
export const crossEntropy = ({
  run,
  type,
}: Operations): Kernel<Inputs<'labels' | 'logits', tf.Tensor>> => ({
  name: 'SparseSoftmaxCrossEntropy',
  run: ({ inputs: { labels, logits } }) =>
    tf.tidy(() => {
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
export const crossEntropyGrad = (): Kernel<Inputs<'dy' | 'logits' | 'aux0', tf.Tensor>> => ({
  name: 'SparseSoftmaxCrossEntropyGrad',
  run: ({ inputs: { dy, logits, aux0 } }) =>
    tf.tidy(() => tf.reshape(tf.mul(aux0, tf.reshape(dy, [-1, 1])), logits.shape)),
})
