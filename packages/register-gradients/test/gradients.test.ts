import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

t.test(
  'without it tfjs-core has no gradients, with it they agree with finite differences',
  async (t) => {
    const before = tf.engine()
    t.throws(() => tf.grad((x) => tf.sum(tf.mul(x, x)))(tf.scalar(3)), {
      message: /gradient function not found/,
    })
    await import('@momenta/register-gradients')
    t.equal(tf.engine(), before, 'there is one engine')
    const losses: { readonly [name: string]: (x: tf.Tensor) => tf.Tensor } = {
      square: (x) => tf.sum(tf.square(x)),
      softmax: (x) => tf.sum(tf.square(tf.softmax(tf.reshape(x, [2, 2])))),
      matMul: (x) => tf.sum(tf.tanh(tf.matMul(tf.reshape(x, [2, 2]), tf.reshape(x, [2, 2])))),
      relu: (x) => tf.sum(tf.relu(tf.sub(x, 0.1))),
    }
    const at = [0.5, -0.3, 0.8, 0.2]
    for (const [name, loss] of Object.entries(losses)) {
      const value = (point: readonly number[]) =>
        loss(tf.tensor1d([...point])).dataSync()[0] as number
      const gradient = tf.grad(loss)(tf.tensor1d(at)).dataSync()
      const h = 1e-2
      at.forEach((_, i) => {
        const shifted = (by: number) => value(at.map((n, j) => (i === j ? n + by : n)))
        const difference = (shifted(h) - shifted(-h)) / (2 * h)
        // central differences in float32: h² of the third derivative, and 1e-7/h of rounding
        t.ok(Math.abs((gradient[i] as number) - difference) < 2e-3, name)
      })
    }
  },
)
