import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fittingBatch, presets, randomProblem, type TrainingTask } from '@momenta/bench-training'
import t from 'tap'
import { runCommand } from './runCommand.js'

const paperTask = (wanted: string): TrainingTask => {
  const task = presets.paper.find(({ name }) => name === wanted)
  if (task === undefined) throw new Error(`no task ${wanted}`)
  return task
}

t.test('a batch is halved until its tensors fit into the memory', async (t) => {
  // 10 bytes, and 5 more for each further image; the backward pass takes 0.6 of that again
  const bytesAt = async (batch: number) => 5 + 5 * batch
  t.equal(await fittingBatch(64, 1000, bytesAt), 64)
  t.equal(await fittingBatch(64, 1.6 * (5 + 5 * 64) - 1, bytesAt), 32)
  t.equal(await fittingBatch(64, 1.6 * 10, bytesAt), 1)
  const mebibytesAt = async (batch: number) => 2 ** 20 * (await bytesAt(batch))
  await t.rejects(fittingBatch(64, 2 * 2 ** 20, mebibytesAt), {
    message: /^project: a batch of one needs about 16 MiB, and 2 MiB are free; use a machine /,
  })
})

t.test('random data have the shapes and the number of steps of the task', async (t) => {
  // floor(929589 / 420) = 2213 words a stream in windows of 35, the last shorter, 50 epochs
  t.equal(randomProblem(paperTask('ptb-lstm'), 1).steps, 50 * 64)
  // 40,000 images are not held out
  t.equal(randomProblem(paperTask('cifar100-wrn401'), 1).steps, 100 * 625)
  const photos = { ...paperTask('imagenet-efficientnet'), batch: 2 }
  t.equal(randomProblem(photos, 1).steps, 90 * 640_583)
  t.equal(randomProblem(paperTask('5-datasets-online'), 2).problem.stepsIn(0), 2)
})

t.test('project prints time and memory, and says where data are random', async (t) => {
  const empty = mkdtempSync(join(tmpdir(), 'momenta-'))
  const environment = { ...process.env, MOMENTA_CACHE: empty, MOMENTA_DATA: empty }
  const number = String.raw`[\d.]+`
  const costs = `${number} ms a step of .*, ${number} ms of processor time, ${number} [MG]iB of tensors, ${number} [MG]iB of the process; the whole run: \\d+ steps, ${number} (minutes|hours|days)`
  for (const [args, start] of [
    [['--preset', 'smoke', '--task', 'smoke-brown-lstm'], 'smoke-brown-lstm Adam on wasm: 90144'],
    [
      ['--task', 'ptb-lstm', '--batch', '1'],
      'ptb-lstm Adam on wasm, random data of the right shape: 2028816',
    ],
  ] as const) {
    const all = ['project', ...args, '--steps', '1', '--method', 'Adam']
    const { code, stdout } = await runCommand(all, environment)
    t.equal(code, 0)
    t.match(stdout, new RegExp(`^${start} parameters, ${costs} without evaluation\n$`))
  }
})

t.test('a task that cannot be measured is one line, and the exit code is 1', async (t) => {
  const nowhere = { ...process.env, XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'momenta-')) }
  const args = ['project', '--preset', 'smoke', '--task', 'smoke-brown-lstm', '--method', 'Adam']
  const { code, stdout } = await runCommand([...args, '--backend', 'tensorflow'], nowhere)
  t.equal(code, 1)
  t.match(stdout, /^smoke-brown-lstm Adam on tensorflow: failed: [^\n]*TensorFlow[^\n]*\n$/)
})
