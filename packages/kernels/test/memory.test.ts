import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { batchNorm, enableTraining, lstm, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

t.test('no tensor leaks, and the heap does not grow from step to step', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const [x, k, g] = [
    tf.randomNormal([4, 8, 8, 3]),
    tf.variable(tf.randomNormal([3, 3, 3, 8])),
    tf.variable(tf.ones([8])),
  ]
  const w = tf.variable(tf.randomNormal([8, 32]))
  const labels = tf.tensor1d([0, 1, 2, 3], 'int32')
  const loss = () => {
    const h = tf.relu(
      batchNorm(
        tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, 2, 'same'),
        g as tf.Tensor1D,
        g as tf.Tensor1D,
      ).y,
    )
    const rows = tf.reshape(tf.maxPool(h as tf.Tensor4D, 2, 2, 'valid'), [4, 4, 8])
    const state = { h: tf.zeros<tf.Rank.R2>([4, 8]), c: tf.zeros<tf.Rank.R2>([4, 8]) }
    const weights = {
      kernel: w as tf.Tensor2D,
      recurrentKernel: w as tf.Tensor2D,
      bias: tf.zeros<tf.Rank.R1>([32]),
    }
    const { outputs } = lstm(weights, tf.transpose(rows, [1, 0, 2]) as tf.Tensor3D, state)
    return tf.mean(softmaxCrossEntropy(labels, tf.mean(outputs, 0))) as tf.Scalar
  }
  const step = () => {
    const { value, grads } = tf.variableGrads(loss, [k, g, w])
    tf.dispose([value, grads])
  }
  step()
  const tensors = tf.memory().numTensors
  const heap = (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm
  const bytes = heap.HEAPU8.length
  for (let i = 0; i < 50; i++) step()
  t.equal(tf.memory().numTensors, tensors)
  t.equal(heap.HEAPU8.length, bytes)
  tf.dispose([x, k, g, w, labels])
  disable()
})

t.test('a clone shares its memory, and outlives its original', async (t) => {
  await tf.setBackend('wasm')
  const disable = await enableTraining()
  const x = tf.tensor1d([1, 2, 3])
  const clone = tf.clone(x)
  x.dispose()
  t.same([...clone.dataSync()], [1, 2, 3])
  const variable = tf.variable(clone)
  variable.assign(tf.tensor1d([4, 5, 6]))
  t.same([...clone.dataSync()], [1, 2, 3], 'assigning replaces, it does not overwrite')
  const text = tf.tensor(['a'])
  t.same(tf.clone(text).dataSync(), ['a'])
  disable()
})

t.test('a full heap is an error, not overwritten memory', async (t) => {
  await tf.setBackend('wasm')
  const { wasm } = tf.backend() as unknown as { wasm: { _malloc: (bytes: number) => number } }
  const malloc = wasm._malloc
  // as emscripten's stub, which replaces itself in its first call
  wasm._malloc = () => {
    wasm._malloc = () => 0
    return malloc(8)
  }
  const disable = await enableTraining()
  t.throws(() => tf.tensor1d([1, 2]), /out of wasm memory: cannot allocate 8 bytes/)
  disable()
  wasm._malloc = malloc
})
