import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { hvp, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

t.test('invalid arguments are reported in one line', async (t) => {
  const w = tf.tensor1d([1, 2])
  const bad = { w: tf.scalar(1) as unknown as tf.Tensor1D }
  t.throws(
    () => hvp(({ w: x }) => x as unknown as tf.Scalar, { w }, { w }),
    /hvp: the loss must return a scalar, got shape \[2\]; use tf.mean or tf.sum/,
  )
  t.throws(
    () => hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, bad),
    /hvp: direction.w must have the shape \[2\], got \[\]/,
  )
  t.throws(
    () => hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, { w }),
    /the gradient does not depend on the parameter w; .*allowZero/,
  )
  t.same(
    [...hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, { w }, { allowZero: true }).w.dataSync()],
    [0, 0],
  )
  t.throws(
    () => meanCrossEntropy(tf.ones([2]), tf.ones([3])),
    /labels must have the shape of the logits \[3\], or be int32 of shape \[\], got float32 \[2\]/,
  )
  t.throws(
    () => hvp(({ w: x }) => tf.sum(tf.cumprod(tf.tanh(x))) as tf.Scalar, { w }, { w }),
    /hvp: no gradient is registered for Cumprod; use a loss without the operation of Cumprod/,
  )
  const sum = tf.getGradient('Sum') as tf.GradConfig
  tf.unregisterGradient('Sum')
  try {
    t.throws(
      () => hvp(({ w: x }) => tf.sum(x) as tf.Scalar, { w }, { w }),
      /hvp: no gradient is registered for Sum; import '@momenta\/register-gradients'/,
    )
  } finally {
    tf.registerGradient(sum)
  }
})
