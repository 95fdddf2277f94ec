import { lbfgs, tfOptimizer } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'
import t from 'tap'
import { useBackend } from './models.js'

await useBackend('wasm')

t.test('a line search evaluates the loss of minimize again', async (t) => {
  const w = tf.variable(tf.tensor1d([3, -2]))
  let calls = 0
  const loss = () => {
    calls++
    return tf.sum(tf.square(tf.sub(w, [1, 5]))) as tf.Scalar
  }
  const optimizer = tfOptimizer(lbfgs())
  for (let i = 0; i < 4; i++) optimizer.minimize(loss)
  t.same(
    [...w.dataSync()].map((n) => Math.abs(n)),
    [1, 5],
  )
  t.equal(calls, 4, 'its operations run again, the function does not')
})

t.test('gradients alone are an error, which changes nothing', async (t) => {
  const w = tf.variable(tf.tensor1d([3, -2]))
  const optimizer = tfOptimizer(lbfgs())
  t.throws(() => optimizer.applyGradients({ [w.name]: tf.tensor1d([1, 1]) }), {
    message:
      'applyGradients: the optimizer must not need the loss, got one with zoomLineSearch; call minimize(loss, returnCost, variables)',
  })
  t.same([...w.dataSync()], [3, -2])
  tfOptimizer(lbfgs({ lineSearch: 'none' })).applyGradients({ [w.name]: tf.tensor1d([1, 0]) })
  t.same([...w.dataSync()], [2, -2])
})

t.test('a model is fitted, whole batches at a time', async (t) => {
  const model = sequential({
    layers: [layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })],
  })
  const [x, y] = [tf.randomNormal([20, 2], 0, 1, 'float32', 3), tf.ones([20, 1])]
  model.compile({ optimizer: tfOptimizer(lbfgs()), loss: 'meanSquaredError' })
  const { history } = await model.fit(x, y, { epochs: 4, batchSize: 20, verbose: 0 })
  t.ok(Number(history.loss?.at(-1)) < 1e-3, `${history.loss}`)
})
