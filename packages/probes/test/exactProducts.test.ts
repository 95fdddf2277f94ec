import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import { centralDifferences, checkOperator, denseEigenvalues, topEigenvalue } from '@momenta/probes'
import { tensorObjective, tensorOperator } from '@momenta/probes/tensors'
import { hvp, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t, { type Test } from 'tap'
import { type Batch, size } from './tanhTensors.js'

/** λmax by differences, by exact products and by the dense matrices of both: every pair within the sum of the error bars. */
const threeWays = async (
  t: Test,
  params: { readonly [name: string]: tf.Tensor },
  lossOf: (params: never, batch: never) => tf.Scalar,
  batches: readonly unknown[],
  size: (batch: never) => number,
) => {
  const objective = await tensorObjective({
    params,
    loss: lossOf as never,
    batches,
    size: size as never,
  })
  const differences = centralDifferences(objective)
  const exact = await tensorOperator({
    params,
    product: (at, along, batch) => hvp((p) => lossOf(p as never, batch as never), at, along),
    batches,
    size: size as never,
    how: 'repaired double backward',
  })
  t.same((await checkOperator(exact, { against: differences })).faults, [])
  const ways = [await topEigenvalue(differences), await topEigenvalue(exact)]
  const wholes = [await denseEigenvalues(differences), await denseEigenvalues(exact)]
  for (const { value, error, converged, how, reason } of ways) {
    t.ok(converged, `${how}: ${reason}`)
    t.ok(error < 5e-3 * value, `${how}: ${value} ± ${error}`)
    for (const other of ways) t.ok(Math.abs(value - other.value) <= error + other.error, how)
    for (const whole of wholes)
      t.ok(
        Math.abs(value - (whole.values[0] as number)) <= error + whole.error,
        `${how}, dense by ${whole.how}`,
      )
  }
}

t.before(async () => {
  await tf.setBackend('cpu')
})

t.test(
  'λmax by differences, by repaired double backward and by the dense Hessian: an MLP, on cpu and wasm',
  async (t) => {
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend)
      const x = tf.randomNormal([30, 5], 0, 1, 'float32', 11)
      const y = tf.oneHot(
        tf.tensor1d(
          Array.from({ length: 30 }, (_, i) => i % 3),
          'int32',
        ),
        3,
      )
      const params = {
        W: tf.randomNormal([5, 7], 0, 0.6, 'float32', 12),
        V: tf.randomNormal([7, 3], 0, 0.6, 'float32', 13),
      }
      const cut = [0, 20].map((from, i) => ({
        x: tf.slice(x, [from, 0], [i === 0 ? 20 : 10, 5]),
        y: tf.slice(y, [from, 0], [i === 0 ? 20 : 10, 3]),
      }))
      const lossOf = ({ W, V }: typeof params, { x, y }: Batch) =>
        tf.mean(
          meanCrossEntropy(
            y,
            tf.matMul(tf.tanh(tf.matMul(x as tf.Tensor2D, W as tf.Tensor2D)), V as tf.Tensor2D),
          ),
        ) as tf.Scalar
      await threeWays(t, params, lossOf as never, cut, size as never)
    }
    await tf.setBackend('cpu')
  },
)

t.test('and a small CNN, on cpu and, with the kernels of training, on wasm', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const disable = backend === 'wasm' ? await enableTraining() : () => {}
    const params = {
      kernel: tf.randomNormal([3, 3, 1, 2], 0, 0.5, 'float32', 4),
      dense: tf.randomNormal([18, 2], 0, 0.5, 'float32', 5),
    }
    const x = tf.randomNormal([6, 5, 5, 1], 0, 1, 'float32', 6)
    const y = tf.randomNormal([6, 2], 0, 1, 'float32', 7)
    const lossOf = ({ kernel, dense }: typeof params, batch: Batch) => {
      const features = tf.tanh(tf.conv2d(batch.x as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'valid'))
      const outputs = tf.matMul(tf.reshape(features, [6, 18]), dense as tf.Tensor2D)
      return tf.mean(tf.square(tf.sub(outputs, batch.y))) as tf.Scalar
    }
    await threeWays(t, params, lossOf as never, [{ x, y }], size as never)
    disable()
  }
  await tf.setBackend('cpu')
})
