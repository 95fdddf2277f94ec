import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining } from '@momenta/kernels'
import { checkSecondOrder, withSecondOrder } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { type Example, lossOf, pointOf } from './Example.js'
import { examples } from './examples.js'

await tf.setBackend('cpu')

t.test(
  'second derivatives agree with differences of the first within their error bar',
  async (t) => {
    for (const [name, example] of Object.entries(examples))
      for (const seed of [7, 23]) {
        const { ok, message, errorBar } = checkSecondOrder(
          lossOf(example),
          pointOf(example, seed),
          { seed, step: 0.01 },
        )
        t.ok(ok, `${name}: ${message}`)
        // a wide error bar would prove nothing
        t.ok(errorBar < 0.05, `${name}: the error bar is ${errorBar}`)
      }
  },
)

t.test('first derivatives do not change, bit for bit; elu to rounding', async (t) => {
  for (const [name, example] of Object.entries(examples)) {
    const values = () => {
      try {
        const params = Object.values(pointOf(example))
        const loss = (...x: tf.Tensor[]) =>
          lossOf(example)(Object.fromEntries(x.map((y, i) => [`x${i}`, y])))
        return tf
          .grads(loss)(params)
          .map((grad) => grad.dataSync() as Float32Array)
      } catch (error) {
        return (error as Error).message
      }
    }
    const stock = values()
    const ours = withSecondOrder(values)
    if (typeof stock === 'string') {
      t.match(
        stock,
        /gradient function not found|Cannot compute gradient|dilation rates greater than 1/,
        `${name} throws on stock TensorFlow.js`,
      )
      t.not(typeof ours, 'string', `${name} works here`)
    } else if (name === 'elu')
      t.ok(
        stock.every((x, i) =>
          x.every((value, j) => Math.abs(value - ((ours[i] as Float32Array)[j] as number)) < 1e-6),
        ),
        name,
      )
    else t.same(ours, stock, name)
  }
})

const second = (f: (x: tf.Tensor) => tf.Tensor) => tf.grad((x) => tf.grad(f)(x))

t.test('stock TensorFlow.js is silently wrong for tanh, and this package is right', async (t) => {
  const y = Math.tanh(1)
  const stock = second((x) => tf.tanh(x))
  t.throws(() => stock(tf.scalar(1)), /Cannot compute gradient/, 'alone it throws')
  const mixed = second((x) => tf.mul(x, tf.tanh(x)))
  const right = 2 * (1 - y * y) - 2 * y * (1 - y * y)
  t.ok(
    Math.abs((mixed(tf.scalar(1)).dataSync()[0] as number) - right) > 0.1,
    'in a product it is wrong',
  )
  const corrected = withSecondOrder(() => mixed(tf.scalar(1)).dataSync()[0] as number)
  t.ok(Math.abs(corrected - right) < 1e-5)
})

t.test('second derivatives agree with differences on wasm with the kernels', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  for (const name of [
    'tanh',
    'conv2d, stride 2',
    'conv2d, dilations 2 and 1',
    'depthwise conv2d, dilation 2',
    'tf.losses.softmaxCrossEntropy of a layer',
    'depthwise conv2d',
    'maxPool 3/2, overlapping',
    'lstm, 3 steps',
    'cross-entropy',
    'gather',
  ]) {
    const example = examples[name] as Example
    const { ok, message } = checkSecondOrder(lossOf(example), pointOf(example), { step: 0.01 })
    t.ok(ok, `${name}: ${message}`)
  }
  disable()
  await tf.setBackend('cpu')
})
