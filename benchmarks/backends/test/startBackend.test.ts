import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backends, isGpu } from '@momenta/bench-backends'
import t from 'tap'

const entry = import.meta.resolve('@momenta/bench-backends')
const core = import.meta.resolve('@tensorflow/tfjs-core')

/** Runs a script in a process that finds no backend in its cache and no command of a driver. */
const alone = (script: string) => {
  const environment = { MOMENTA_CACHE: mkdtempSync(join(tmpdir(), 'momenta-')), PATH: '' }
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      ...['--input-type=module', '-e'],
      `import { readScalars, startBackend, stepsPerRead, stopBackend } from '${entry}'
import * as tf from '${core}'
const print = (value) => console.log(JSON.stringify(value))
${script}`,
    ],
    { encoding: 'utf8', env: environment, cwd: tmpdir() },
  )
  t.equal(stderr, '')
  t.equal(status, 0)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

t.test('what is missing is one line with the command that installs it', async (t) => {
  const lines = alone(`for (const name of ['tensorflow', 'webgpu', 'tensorflow-gpu'])
    print(await startBackend(name).catch((error) => error.message))`)
  t.match(lines[0], /^loadTensorflow: TensorFlow is not set up; run npx @momenta\/tensorflow$/)
  t.match(lines[1], /^startWebgpu: in Node .* run npx @momenta\/webgpu once/)
  t.match(lines[2], /^startBackend: tensorflow-gpu needs an NVIDIA graphics card and its driver,/)
})

t.test('auto takes wasm where nothing faster is installed, and names the processor', async (t) => {
  const [started, name, kernel] = alone(`print(await startBackend('auto'))
    print(tf.getBackend())
    print(tf.getKernel('LstmSequence', 'wasm') !== undefined)
    stopBackend()`)
  t.match(started, { backend: 'wasm', device: /./ })
  t.equal(name, 'wasm')
  t.equal(kernel, true, 'the kernels for training are enabled')
})

t.test('backends can be changed, and kernels for training are of the last one', async (t) => {
  const kernels = alone(`
    const has = () => tf.getKernel('LstmSequence', 'wasm') !== undefined
    await startBackend('wasm'); print(has())
    await startBackend('wasm', { kernels: false }); print(has())
    await startBackend('wasm'); print(has())
    await startBackend('cpu'); print([has(), tf.getBackend()])`)
  t.same(kernels, [true, false, true, [false, 'cpu']])
})

t.test('scalars are read in their order, and disposed', async (t) => {
  const [read, one, none, left, every] = alone(`await startBackend('cpu')
    print(await readScalars([tf.scalar(3), tf.scalar(1), tf.scalar(2)]))
    print(await readScalars([tf.scalar(5)]))
    print(await readScalars([]))
    print(tf.memory().numTensors)
    print(stepsPerRead())`)
  t.same([read, one, none, left, every], [[3, 1, 2], [5], [], 0, 1])
})

t.test('isGpu is true for the backends of a graphics card alone', async (t) => {
  t.same(backends.filter(isGpu), ['tensorflow-gpu', 'webgpu'])
})
