import * as tf from '@tensorflow/tfjs-core'

const value = (z: tf.Tensor): tf.Tensor => {
  const most = tf.max(z, -1, true)
  const sum = tf.sum(tf.exp(tf.sub(z, most)), -1)
  return tf.add(tf.log(sum), tf.squeeze(most, [-1]))
}

/** log Σ exp z over the last axis; its gradient is written in operations that can be differentiated again. */
const logSumExp = (logits: tf.Tensor): tf.Tensor =>
  tf.customGrad((input) => {
    const z = input as tf.Tensor
    return {
      value: value(z),
      gradFunc: (dy: tf.Tensor) =>
        tf.mul(tf.expandDims(dy, -1), tf.exp(tf.sub(z, tf.expandDims(logSumExp(z), -1)))),
    }
  })(logits)

/** {@link softmaxCrossEntropy} of TensorFlow.js's own operations, on any backend; its gradient can be differentiated again. */
export const softmaxCrossEntropy = (labels: tf.Tensor, logits: tf.Tensor): tf.Tensor =>
  tf.tidy(() => {
    const classes = logits.shape.at(-1) as number
    // tf.oneHot refuses a single class
    const chosen = classes === 1 ? tf.onesLike(logits) : tf.oneHot(labels, classes)
    const own = tf.sum(tf.mul(chosen, logits), -1)
    return tf.sub(logSumExp(logits), own)
  })
