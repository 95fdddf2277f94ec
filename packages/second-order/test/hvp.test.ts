import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { hvp, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

t.test('Hessians, worked by hand', async (t) => {
  // L = a² b: H = [[2b, 2a], [2a, 0]]
  const loss = ({ a, b }: { a: tf.Tensor; b: tf.Tensor }) => tf.mul(tf.square(a), b) as tf.Scalar
  const at = { a: tf.scalar(3), b: tf.scalar(5) }
  const column = (a: number, b: number) => {
    const { a: x, b: y } = hvp(loss, at, { a: tf.scalar(a), b: tf.scalar(b) })
    return [x.dataSync()[0], y.dataSync()[0]]
  }
  t.same(column(1, 0), [10, 6])
  t.same(column(0, 1), [6, 0])
})

t.test('a tensor with two names is two parameters', async (t) => {
  const loss = ({ a, b }: { a: tf.Tensor; b: tf.Tensor }) => tf.mul(tf.square(a), b) as tf.Scalar
  const x = tf.scalar(3)
  const { a, b } = hvp(loss, { a: x, b: x }, { a: tf.scalar(1), b: tf.scalar(0) })
  t.same([a.dataSync()[0], b.dataSync()[0]], [6, 6])
})

t.test(
  'the Hessian of a cross-entropy plus another term, worked by hand, for every kind of label',
  async (t) => {
    // p = softmax(0, ln 3) = (1/4, 3/4): H = diag p − p pᵀ = 3/16 [[1, −1], [−1, 1]], and 1 from
    // the term
    const z = tf.tensor2d([[0, Math.log(3)]])
    const v = tf.tensor2d([[1, 0]])
    const [sparse, rows] = [tf.tensor1d([1], 'int32'), tf.tensor2d([[0, 1]])]
    const losses: { readonly [name: string]: (z: tf.Tensor) => tf.Tensor } = {
      'integer labels': (x) => meanCrossEntropy(sparse, x),
      rows: (x) => meanCrossEntropy(rows, x),
      'rows of integers': (x) => meanCrossEntropy(tf.cast(rows, 'int32'), x),
      'TensorFlow.js’s own': (x) => tf.losses.softmaxCrossEntropy(rows, x),
      'by tf.logSoftmax': (x) => tf.neg(tf.sum(tf.mul(rows, tf.logSoftmax(x)))),
    }
    for (const [name, crossEntropy] of Object.entries(losses)) {
      const loss = (p: { readonly z: tf.Tensor }) =>
        tf.add(crossEntropy(p.z), tf.mul(0.5, tf.sum(tf.square(p.z)))) as tf.Scalar
      const [a, b] = hvp(loss, { z }, { z: v }).z.dataSync() as unknown as [number, number]
      t.ok(Math.abs(a - 1 - 3 / 16) < 1e-6 && Math.abs(b + 3 / 16) < 1e-6, `${name}: ${a}, ${b}`)
    }
    t.equal(meanCrossEntropy(tf.tensor1d([0], 'int32'), tf.tensor2d([[7]])).dataSync()[0], 0)
  },
)
