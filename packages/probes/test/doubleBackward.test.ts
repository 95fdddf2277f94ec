import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { centralDifferences, checkOperator, operatorOf } from '@momenta/probes'
import { tensorObjective } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

t.before(async () => {
  await tf.setBackend('cpu')
})

t.test(
  'double backward through tanh in tfjs is wrong and symmetric: only agreement finds it',
  async (t) => {
    const x = tf.tensor2d([
      [1, 0.5],
      [-0.4, 1.2],
      [0.7, -1],
    ])
    const f = (w: tf.Tensor) =>
      tf.mean(tf.square(tf.tanh(tf.matMul(x, tf.reshape(w, [2, 2]))))) as tf.Scalar
    const w = tf.tensor1d([0.5, -0.3, 0.8, 0.2])
    const objective = await tensorObjective({
      params: { w },
      loss: ({ w }) => f(w),
      batches: [undefined],
    })
    const double = operatorOf({
      dim: 4,
      provenance: { how: 'double backward', dtype: 'float32' },
      product: async (v) => {
        const product = tf.tidy(() => {
          const along = tf.tensor1d(Float32Array.from(v))
          const slope = (w: tf.Tensor) => tf.sum(tf.mul(tf.grad((u) => f(u))(w), along))
          return tf.grad(slope)(w)
        })
        const values = Float64Array.from(await product.data())
        product.dispose()
        return values
      },
    })
    const alone = await checkOperator(double)
    t.same(alone.faults, [], 'nothing to see without comparison')
    const { faults, agreement } = await checkOperator(double, {
      against: centralDifferences(objective),
    })
    t.match(faults, [/^disagrees: with central differences/])
    t.ok((agreement as number) > 0.05)
  },
)
