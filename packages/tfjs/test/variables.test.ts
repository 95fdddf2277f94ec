import {
  adamCM,
  disposeIterate,
  fused,
  oracleOf,
  oracleOfVariables,
  tfOptimizer,
} from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { useBackend } from './models.js'

await useBackend('cpu')

const variables = () => {
  const w = tf.variable(tf.tensor1d([3, -2]))
  const b = tf.variable(tf.scalar(0.5))
  const lossAt = (w: tf.Tensor, b: tf.Tensor) =>
    tf.sum(tf.square(tf.sub(tf.mul(w, b), 1))) as tf.Scalar
  return { w, b, lossAt, loss: () => lossAt(w, b) }
}

t.test('an oracle of variables is that of the same loss on tensors', async (t) => {
  const { w, b, loss, lossAt } = variables()
  const { init, step } = fused(adamCM({ learningRate: 0.1 }))
  const oracle = oracleOfVariables(loss, { w, b })
  const own = oracleOf(({ w, b }: { w: tf.Tensor; b: tf.Tensor }) => lossAt(w, b))
  let one = init({ w, b })
  let other = init({ w: w as tf.Tensor, b: b as tf.Tensor })
  const values = () => [...w.dataSync(), ...b.dataSync()]
  const before = values()
  const tensors = tf.memory().numTensors
  for (let i = 0; i < 20; i++) {
    one = step(oracle, one)
    other = step(own, other)
  }
  t.same([...one.params.w.dataSync()], [...other.params.w.dataSync()])
  t.same(values(), before, 'the variables are as before')
  t.ok(tf.memory().numTensors - tensors > 0)
  disposeIterate(one)
  disposeIterate(other)
})

t.test('minimize and oracleOfVariables take the same steps', async (t) => {
  const { w, b, loss } = variables()
  const { init, step } = fused(adamCM({ learningRate: 0.1 }))
  const oracle = oracleOfVariables(loss, [w, b])
  let iterate = init([w, b])
  for (let i = 0; i < 20; i++) iterate = step(oracle, iterate)
  const optimizer = tfOptimizer(adamCM({ learningRate: 0.1 }))
  t.equal(optimizer.minimize(loss, [w, b]), null)
  const cost = optimizer.minimize(loss, true, [w, b])
  t.equal(cost?.rank, 0)
  // all trainable variables by default
  for (let i = 0; i < 18; i++) optimizer.minimize(loss)
  t.same([...w.dataSync()], [...(iterate.params[0] as tf.Tensor).dataSync()])
  t.equal(optimizer.iterations, 20)
})

t.test('computeGradients and applyGradients are minimize', async (t) => {
  const [one, other] = [variables(), variables()]
  const [a, b] = [tfOptimizer(adamCM()), tfOptimizer(adamCM())]
  for (let i = 0; i < 5; i++) {
    a.minimize(one.loss, [one.w, one.b])
    const { value, grads } = b.computeGradients(other.loss, [other.w, other.b])
    b.applyGradients(
      i % 2 === 0 ? grads : Object.entries(grads).map(([name, tensor]) => ({ name, tensor })),
    )
    tf.dispose([value, grads])
  }
  t.same([...one.w.dataSync()], [...other.w.dataSync()])
})
