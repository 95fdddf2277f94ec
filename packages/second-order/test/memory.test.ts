import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { checkSecondOrder, hvp, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { type Example, lossOf, pointOf } from './Example.js'
import { examples } from './examples.js'

await tf.setBackend('cpu')

t.test('no tensor leaks, even if the loss throws, at any depth', async (t) => {
  const example = examples['maxPool 3/2, overlapping'] as Example
  const params = pointOf(example)
  const loss = lossOf(example)
  const [w, labels] = [tf.tensor2d([[1, 2]]), tf.tensor1d([1], 'int32')]
  type One = { readonly w: tf.Tensor }
  const broken: readonly ((p: One) => tf.Scalar)[] = [
    (p) => {
      tf.exp(tf.tanh(p.w))
      throw new Error('mine')
    },
    (p) => tf.tanh(p.w) as tf.Scalar,
    (p) => tf.sum(tf.cumprod(tf.tanh(p.w))) as tf.Scalar,
    (p) =>
      tf.sum(
        tf.localResponseNormalization(tf.reshape(tf.tanh(p.w), [1, 1, 1, 2]) as tf.Tensor4D),
      ) as tf.Scalar,
    (p) => tf.sum(p.w) as tf.Scalar,
  ]
  const before = tf.memory().numTensors
  tf.dispose(hvp(loss, params, params))
  checkSecondOrder(loss, params)
  tf.dispose(hvp((p: One) => meanCrossEntropy(labels, p.w), { w }, { w }))
  tf.dispose(
    hvp((p: One) => tf.sum(tf.square(tf.logSoftmax(tf.tanh(p.w)))) as tf.Scalar, { w }, { w }),
  )
  t.equal(tf.memory().numTensors, before)
  for (const [i, bad] of broken.entries()) {
    t.throws(() => hvp(bad, { w }, { w }), `${i} throws`)
    t.equal(tf.memory().numTensors, before, `hvp of ${i}`)
  }
  for (const [i, bad] of broken.slice(0, 4).entries()) {
    t.throws(() => checkSecondOrder(bad, { w }), `${i} throws`)
    t.equal(tf.memory().numTensors, before, `check of ${i}`)
  }
})

t.test('a product within a gradient frees its tensors, and keeps the outer tape', async (t) => {
  // L = x³, h = L'' · 1 = 6x, so ∇(h · x²) = 18x²
  const cube = ({ x }: { x: tf.Tensor }) => tf.sum(tf.mul(x, tf.square(x))) as tf.Scalar
  const x = tf.scalar(2)
  const f = (y: tf.Tensor) => {
    t.throws(
      () =>
        hvp(
          () => {
            throw new Error('mine')
          },
          { y },
          { y },
        ),
      /mine/,
    )
    return tf.mul(hvp(cube, { x: y }, { x: tf.scalar(1) }).x, tf.square(y))
  }
  const before = tf.memory().numTensors
  const slope = tf.grad(f)(x)
  t.same([...slope.dataSync()], [72])
  slope.dispose()
  t.equal(tf.memory().numTensors, before)
})
