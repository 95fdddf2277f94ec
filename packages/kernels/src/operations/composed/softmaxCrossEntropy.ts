import * as tf from '@tensorflow/tfjs-core'
import type { CrossEntropyOptions } from '../CrossEntropyOptions.js'
import { maskLosses } from '../maskLosses.js'

const compute = (z: tf.Tensor): tf.Tensor => {
  const most = tf.max(z, -1, true)
  const sum = tf.sum(tf.exp(tf.sub(z, most)), -1)
  return tf.add(tf.log(sum), tf.squeeze(most, [-1]))
}

/**
 * log Σ exp z over the last axis; its gradient is composed of operations that can be differentiated
 * again. It saves the logits, because an intermediate is disposed of before its gradient is
 * computed.
 */
const logSumExp = (logits: tf.Tensor): tf.Tensor =>
  tf.customGrad((...given) => {
    const [input, save] = given as [tf.Tensor, tf.GradSaveFunc]
    save([input])
    return {
      value: compute(input),
      gradFunc: (dy: tf.Tensor, [z]: tf.Tensor[]) => {
        const shares = tf.exp(tf.sub(z as tf.Tensor, tf.expandDims(logSumExp(z as tf.Tensor), -1)))
        return tf.mul(tf.expandDims(dy, -1), shares)
      },
    }
  })(logits)

/**
 * The losses of labels that are all classes. The logit of a label is selected, because a product
 * with one-hot rows is NaN where another logit is -Infinity, as those of masked classes are.
 */
export const composeLosses = (labels: tf.Tensor, logits: tf.Tensor): tf.Tensor =>
  tf.tidy(() => {
    const classes = logits.shape.at(-1) as number
    // tf.oneHot throws for a single class
    const chosen = classes === 1 ? tf.onesLike(logits) : tf.oneHot(labels, classes)
    const own = tf.sum(tf.where(tf.cast(chosen, 'bool'), logits, tf.zerosLike(logits)), -1)
    return tf.sub(logSumExp(logits), own)
  })

/**
 * {@link softmaxCrossEntropy} composed of TensorFlow.js's operations, for any backend; its gradient
 * can be differentiated again.
 */
export const softmaxCrossEntropy = (
  labels: tf.Tensor,
  logits: tf.Tensor,
  { ignoreIndex = -100 }: CrossEntropyOptions = {},
): tf.Tensor =>
  maskLosses('composed.softmaxCrossEntropy', labels, logits, ignoreIndex, composeLosses)
