import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { checkSecondOrder } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

t.test('the check finds a second derivative that is silently wrong', async (t) => {
  // exp, whose gradient reads values, which leaves the tape
  const silent = (x: tf.Tensor) =>
    tf.customGrad((input) => ({
      value: tf.exp(input as tf.Tensor),
      gradFunc: (dy: tf.Tensor) =>
        tf.mul(dy, tf.tensor1d((input as tf.Tensor).dataSync().map(Math.exp) as Float32Array)),
    }))(x)
  const loss = ({ w }: { w: tf.Tensor }) => tf.sum(tf.mul(w, silent(w))) as tf.Scalar
  const { ok, message, worst } = checkSecondOrder(loss, { w: tf.tensor1d([0.3, 0.9]) })
  t.notOk(ok)
  t.equal(worst, 'w')
  t.match(message, /an operation between the loss and w has a wrong second derivative/)
})

t.test(
  'the check finds a step between kinks by itself, and reports if there is none',
  async (t) => {
    const [x, a, b] = [1, 2, 3].map((seed) =>
      tf.randomNormal(
        [
          [200, 5],
          [5, 30],
          [30, 1],
        ][seed - 1] as number[],
        0,
        1,
        'float32',
        seed,
      ),
    ) as [tf.Tensor, tf.Tensor, tf.Tensor]
    const relu = (p: { readonly a: tf.Tensor; readonly b: tf.Tensor }) =>
      tf.mean(tf.square(tf.matMul(tf.relu(tf.matMul(x, p.a)), p.b))) as tf.Scalar
    const found = checkSecondOrder(relu, { a, b })
    t.ok(found.ok, found.message)
    t.ok(found.step < 0.02 && found.errorBar < 0.01)
    const coarse = checkSecondOrder(relu, { a, b }, { step: 0.1 })
    t.notOk(coarse.ok)
    t.match(coarse.message, /there may be a kink within the step/)
    const linear = checkSecondOrder(({ a: y }) => tf.sum(tf.log(tf.exp(y))) as tf.Scalar, { a })
    t.ok(linear.ok, `no curvature, and rounding is not a kink: ${linear.message}`)
  },
)
