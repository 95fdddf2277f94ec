import { spawnSync } from 'node:child_process'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const loaded = await loadTensorflow()
const unless = loaded.ok ? {} : { skip: loaded.message }

// of ones: each number of the gradient is the number of outputs, 4 images of 16 × 16 or 11 × 16
const script = (before: string) => `
  ${before}
  import '@momenta/register-gradients'
  import { loadTensorflow } from '@momenta/tensorflow'
  import * as tf from '@tensorflow/tfjs-core'
  await loadTensorflow()
  await tf.setBackend('tensorflow')
  const found = new Set()
  for (const strides of [2, [3, 2]])
    for (const channels of [4, 16])
      for (const pad of ['same', 'valid']) {
        const x = tf.ones([4, 32, 32, channels])
        const filter = tf.ones([1, 1, channels, 8])
        const loss = (filter) => tf.sum(tf.conv2d(x, filter, strides, pad))
        const before = tf.memory().numTensors
        for (let i = 0; i < 20; i++)
          for (const n of tf.tidy(() => tf.grad(loss)(filter).dataSync())) found.add(n)
        if (tf.memory().numTensors !== before) found.add('a tensor is left')
      }
  process.stdout.write([...found].join(' '))
`

/** oneDNN's own gradient is wrong on some machines, and ends the process with one thread. */
for (const threads of ['default', '1', '2', '4'])
  t.test(
    `the gradient of a strided 1 × 1 convolution is exact, threads: ${threads}`,
    unless,
    async (t) => {
      const env =
        threads === 'default' ? process.env : { ...process.env, TF_NUM_INTRAOP_THREADS: threads }
      const { stdout, signal } = spawnSync(
        process.execPath,
        ['--input-type=module', '--eval', script('')],
        { env, encoding: 'utf8' },
      )
      t.same({ stdout, signal }, { stdout: `${4 * 16 * 16} ${4 * 11 * 16}`, signal: null })
    },
  )

t.test('also where the program has loaded TensorFlow itself', unless, async (t) => {
  const folder = JSON.stringify(loaded.ok && loaded.backend)
  const before = `import { createRequire } from 'node:module'
    process.env.TF_ENABLE_ONEDNN_OPTS = '1'
    createRequire(import.meta.url)(${folder})`
  const { stdout, signal } = spawnSync(
    process.execPath,
    ['--no-deprecation', '--input-type=module', '--eval', script(before)],
    { encoding: 'utf8' },
  )
  t.same({ stdout: stdout.trim().split('\n').at(-1), signal }, { stdout: '1024 704', signal: null })
})

t.test('a second call changes no kernel', unless, async (t) => {
  const kernel = () => tf.getKernel('Conv2DBackpropFilter', 'tensorflow')?.kernelFunc
  const first = kernel()
  t.ok(first)
  await loadTensorflow()
  t.equal(kernel(), first)
})
