// In a file of its own, and so in a process where no gradients are registered.
import '@tensorflow/tfjs-backend-cpu'
import { oracleOf } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

t.test('if no gradients are registered, the error says what to import', async (t) => {
  const w = tf.tensor1d([1, 2])
  const before = tf.memory().numTensors
  const oracle = oracleOf((p: { w: tf.Tensor }) => tf.sum(tf.square(p.w)) as tf.Scalar)
  t.throws(() => oracle({ w }, 0), {
    message: /import '@momenta\/register-gradients' or '@tensorflow\/tfjs' once/,
  })
  t.equal(tf.memory().numTensors, before)
})
