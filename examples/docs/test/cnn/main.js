import '@momenta/register-gradients'
import { oracleOf } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import { adamCM } from '@momenta/optimizers'
import { startWebgpu } from '@momenta/webgpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import * as tf from '@tensorflow/tfjs-core'

// without threads, which need a page that is isolated
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
setWasmPaths({
  'tfjs-backend-wasm.wasm': simd,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
})

const numbers = (shape, scale, phase) =>
  tf.tensor(
    Float32Array.from(
      { length: shape.reduce((a, b) => a * b) },
      (_, i) => scale * Math.sin(12.9898 * (i + 1) + phase) * Math.cos(0.37 * i),
    ),
    shape,
  )

const initialParams = () => ({
  first: numbers([3, 3, 1, 8], 0.4, 1),
  second: numbers([3, 3, 8, 16], 0.15, 2),
  dense: numbers([144, 4], 0.1, 3),
  bias: tf.zeros([4]),
})

const images = () => numbers([16, 12, 12, 1], 1, 4)
const labels = () =>
  tf.tensor1d(
    Array.from({ length: 16 }, (_, i) => i % 4),
    'int32',
  )

const logits = ({ first, second, dense, bias }, x) => {
  const small = tf.maxPool(tf.relu(tf.conv2d(x, first, 1, 'same')), 2, 2, 'same')
  const smaller = tf.maxPool(tf.relu(tf.conv2d(small, second, 1, 'same')), 2, 2, 'same')
  return tf.add(tf.matMul(tf.reshape(smaller, [16, 144]), dense), bias)
}

const start = async (backend) => {
  if (backend === 'webgpu') {
    const started = await startWebgpu({ report: () => {} })
    if (!started.ok) throw new Error(started.message)
  } else await tf.setBackend(backend)
  await enableTraining()
}

/** The losses of 20 steps. */
const train = async (backend) => {
  await start(backend)
  const [x, y] = [images(), labels()]
  const oracle = oracleOf((params) => tf.mean(softmaxCrossEntropy(y, logits(params, x))))
  const { init, stepAsync } = fused(adamCM({ learningRate: 0.002, capacity: 3 }))
  let iterate = init(initialParams())
  const losses = []
  for (let i = 0; i < 20; i++) {
    iterate = await stepAsync(oracle, iterate)
    losses.push((await iterate.value.data())[0])
  }
  return losses
}

const shown = document.getElementById('losses')
train(new URLSearchParams(location.search).get('backend')).then(
  (losses) => {
    shown.textContent = JSON.stringify(losses)
  },
  (error) => {
    shown.textContent = JSON.stringify(error.message)
  },
)
