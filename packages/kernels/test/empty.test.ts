import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { enableTraining, lstm } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { emptyCases, type F } from './emptyCases.js'
import { guardedHeap } from './guardedHeap.js'
import { alike, type Input, input, outcomeOf } from './inputs.js'

tf.enableProdMode()
await tf.setBackend('wasm')
const disable = await enableTraining()
// new memory is 195.26 everywhere, which shows what a kernel leaves unwritten
const heap = guardedHeap()

/** All gradients of the sum of a function in one list, or the message of the error. */
const gradientOf =
  (f: F): F =>
  (...x) =>
    tf.concat(
      tf
        .grads((...y: tf.Tensor[]) => tf.sum(tf.square(f(...y))))(x)
        .map((grad) => tf.reshape(grad, [grad.size])),
    )

for (const [what, derive] of [
  ['values', (f: F) => f],
  ['gradients', gradientOf],
] as const)
  t.test(`${what} of empty tensors on wasm equal those on cpu`, async (t) => {
    for (const [name, { f, shapes }] of Object.entries(emptyCases)) {
      // a maximum of no elements is NaN, and has no gradient on either
      const inputs: readonly Input[] = shapes.map((shape, i) => input(i + 3, shape))
      await tf.setBackend('cpu')
      const cpu = outcomeOf(derive(f), inputs)
      await tf.setBackend('wasm')
      const wasm = outcomeOf(derive(f), inputs)
      const same = typeof cpu === 'string' ? typeof wasm === 'string' : alike(wasm, cpu, 1e-6)
      t.ok(same, same ? name : `${name}: ${JSON.stringify(wasm)}, cpu ${JSON.stringify(cpu)}`)
    }
    t.equal(heap.overruns(), 0, 'nothing is written beyond the end of a tensor')
  })

t.test('the gradient of a bias over empty batches is 0', async (t) => {
  await tf.setBackend('wasm')
  const grad = tf.grad((bias) => tf.sum(tf.add(tf.matMul(tf.zeros([0, 2]), tf.ones([2, 8])), bias)))
  t.same([...grad(tf.zeros([8])).dataSync()], Array(8).fill(0))
})

t.test('an lstm of no steps returns its initial state, which has a gradient', async (t) => {
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend)
    const weights = {
      kernel: tf.ones([1, 4]),
      recurrentKernel: tf.ones([1, 4]),
      bias: tf.zeros([4]),
    }
    const run = (h: tf.Tensor) =>
      lstm(weights as Parameters<typeof lstm>[0], tf.zeros([0, 1, 1]), {
        h: h as tf.Tensor2D,
        c: tf.zeros([1, 1]),
      })
    const { outputs, state } = run(tf.tensor2d([[0.5]]))
    t.same(outputs.shape, [0, 1, 1], backend)
    t.same([...state.h.dataSync()], [0.5], backend)
    t.same(
      [
        ...tf
          .grad((h) => tf.sum(run(h).state.h))(tf.tensor2d([[0.5]]))
          .dataSync(),
      ],
      [1],
      backend,
    )
  }
})

t.teardown(() => {
  heap.restore()
  disable()
})
