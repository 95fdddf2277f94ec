import '@momenta/register-gradients'
import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
const names = [
  'Conv2DBackpropFilter',
  'BatchMatMul',
  'Sum',
  'OneHot',
  'Cast',
  'Relu',
  'LstmSequence',
]
const kernels = () => names.map((name) => tf.getKernel(name, 'wasm')?.kernelFunc)

t.test('without a backend the error names one to import', async (t) => {
  await t.rejects(enableTraining(), {
    message:
      "enableTraining: no backend of TensorFlow.js is registered or none starts; import '@tensorflow/tfjs-backend-wasm' and call await tf.setBackend('wasm') first",
  })
})

t.test('on a backend that needs nothing it changes nothing, and can be called again', async (t) => {
  await import('@tensorflow/tfjs-backend-cpu')
  await import('@tensorflow/tfjs-backend-wasm')
  await tf.setBackend('cpu')
  const before = kernels()
  const disableCpu = await enableTraining()
  t.same(kernels(), before)
  await tf.setBackend('wasm')
  t.same(kernels(), before, 'the call on cpu did nothing for wasm')
  const disable = await enableTraining()
  t.ok(kernels().every((kernel, i) => kernel !== undefined && kernel !== before[i]))
  disableCpu()
  t.not(kernels()[0], undefined, 'the function of the call on cpu does nothing')
  disable()
  t.same(kernels(), before)
})

t.test('calls at the same time install the kernels once', async (t) => {
  await tf.setBackend('wasm')
  const before = kernels()
  const relu = tf.getGradient('Relu')
  const [one, two] = await Promise.all([enableTraining(), enableTraining()])
  one()
  t.same(kernels(), before)
  t.equal(tf.getGradient('Relu'), relu)
  two()
  t.same(kernels(), before)
})

t.test('the function of an earlier call does not undo a later one', async (t) => {
  await tf.setBackend('wasm')
  const before = kernels()
  const old = await enableTraining()
  old()
  const disable = await enableTraining()
  const enabled = kernels()
  old()
  t.same(kernels(), enabled)
  disable()
  t.same(kernels(), before)
})

t.test('importing changes nothing, enabling twice is as once, and it can be undone', async (t) => {
  await tf.setBackend('wasm')
  const relu = tf.getGradient('Relu')
  const before = kernels()
  t.equal(before[0], undefined, 'stock wasm lacks the gradient of a convolution')
  const disable = await enableTraining()
  const enabled = kernels()
  t.ok(enabled.every((kernel, i) => kernel !== undefined && kernel !== before[i]))
  await enableTraining()
  t.same(kernels(), enabled)
  disable()
  disable()
  t.same(kernels(), before)
  t.equal(tf.getGradient('Relu'), relu)
  await tf.setBackend('cpu')
  t.equal((await enableTraining())(), undefined, 'cpu needs nothing')
})
