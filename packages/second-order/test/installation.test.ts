import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { enableSecondOrder, withSecondOrder } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

await tf.setBackend('cpu')

t.test('the registry is exactly as before after an error, a promise, and nested use', async (t) => {
  const names = [
    ...tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName),
    'Conv2DBackpropFilter',
  ]
  const registered = () => names.map((name) => tf.getGradient(name))
  const tanh = tf.getGradient('Tanh')
  const { customGrad } = tf.engine()
  const before = registered()
  t.throws(
    () =>
      withSecondOrder(() => {
        throw new Error('mine')
      }),
    /mine/,
  )
  t.ok(registered().every((gradient, i) => gradient === before[i]))
  const [outer, inner] = [enableSecondOrder(), enableSecondOrder()]
  inner()
  inner()
  t.not(tf.getGradient('Tanh'), tanh, 'still registered for the other user')
  outer()
  t.ok(registered().every((gradient, i) => gradient === before[i]))
  const pending = withSecondOrder(async () => {
    await null
    return tf.getGradient('Tanh')
  })
  t.not(await pending, tanh)
  t.equal(tf.getGradient('Tanh'), tanh)
  await t.rejects(
    withSecondOrder(async () => {
      throw new Error('later')
    }),
    /later/,
  )
  t.ok(registered().every((gradient, i) => gradient === before[i]))
  t.equal(tf.engine().customGrad, customGrad)
  t.notOk(Object.hasOwn(tf.engine(), 'customGrad'), 'the method is that of the class again')
})
