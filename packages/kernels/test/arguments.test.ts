import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { batchNorm, enableTraining, lstm, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

t.test('invalid arguments are reported in one line', async (t) => {
  await tf.setBackend('cpu')
  const x = tf.ones([2, 3])
  t.throws(
    () => batchNorm(x, tf.ones([2]), tf.ones([3])),
    /batchNorm: gamma must have the shape \[3\], got \[2\]/,
  )
  t.throws(
    () => batchNorm(x, tf.ones([3]), tf.ones([3]), { epsilon: 0 }),
    /epsilon must be positive, got 0/,
  )
  t.throws(
    () => softmaxCrossEntropy(tf.ones([2]), x),
    /labels must be int32, got float32; use tf.cast/,
  )
  t.throws(
    () => softmaxCrossEntropy(tf.ones([3], 'int32'), x),
    /labels must have the shape \[2\], got \[3\]/,
  )
  const weights = {
    kernel: tf.ones<tf.Rank.R2>([3, 8]),
    recurrentKernel: tf.ones<tf.Rank.R2>([2, 8]),
    bias: tf.ones<tf.Rank.R1>([8]),
  }
  const state = { h: tf.ones<tf.Rank.R2>([1, 2]), c: tf.ones<tf.Rank.R2>([1, 3]) }
  t.throws(
    () => lstm(weights, tf.ones([4, 1, 3]), state),
    /lstm: state.c must have the shape \[1,2\], got \[1,3\]/,
  )
  t.throws(
    () => lstm(weights, tf.ones([4, 1, 4]), state),
    /lstm: kernel must have the shape \[4,8\], got \[3,8\]/,
  )
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const images = tf.ones<tf.Rank.R4>([1, 2, 4, 4])
  t.throws(
    () =>
      tf.grad((k) => tf.sum(tf.conv2d(images, k as tf.Tensor4D, 1, 'valid', 'NCHW')))(
        tf.ones([1, 1, 2, 1]),
      ),
    Error,
  )
  disable()
})
