import { spawnSync } from 'node:child_process'
import { loadTensorflow } from '@momenta/tensorflow'
import t from 'tap'

const loaded = await loadTensorflow()

// oneDNN with one thread ends the process here, by SIGSEGV or SIGABRT
const script = `
  import '@momenta/register-gradients'
  import { loadTensorflow } from '@momenta/tensorflow'
  import * as tf from '@tensorflow/tfjs-core'
  await loadTensorflow()
  await tf.setBackend('tensorflow')
  const x = tf.ones([4, 32, 32, 4])
  const filter = tf.ones([1, 1, 4, 8])
  const loss = (filter) => tf.sum(tf.conv2d(x, filter, 2, 'same'))
  for (let i = 0; i < 20; i++) tf.tidy(() => tf.grad(loss)(filter).dataSync())
  process.stdout.write(String(tf.grad(loss)(filter).dataSync()[0]))
`

t.test(
  'a gradient of a strided convolution is right where TensorFlow is told to use one thread',
  loaded.ok ? {} : { skip: loaded.message },
  async (t) => {
    const { stdout, signal } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { env: { ...process.env, TF_NUM_INTRAOP_THREADS: '1' }, encoding: 'utf8' },
    )
    t.same({ stdout, signal }, { stdout: `${4 * 16 * 16}`, signal: null })
  },
)
