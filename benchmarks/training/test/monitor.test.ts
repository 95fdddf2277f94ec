import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBackend } from '@momenta/bench-backends'
import {
  type EpochRecord,
  problemOf,
  type TrainingJob,
  trainJob,
  type Values,
} from '@momenta/bench-training'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { tinyJob } from './tinyJob.js'

const folder = mkdtempSync(join(tmpdir(), 'momenta-'))

const run = async (job: TrainingJob, monitor: boolean) => {
  await startBackend(job.backend)
  const metrics: Values[] = []
  const problem = problemOf(job.task)
  const before = tf.memory().numTensors
  const outcome = await trainJob(job, problem, {
    checkpoint: join(folder, 'none'),
    every: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
    onEpoch: ({ values }) => metrics.push(values),
    monitor,
  })
  t.equal(tf.memory().numTensors, before, 'no tensor is left')
  return { metrics, history: outcome?.history ?? [] }
}

/** What does not depend on a clock. */
const bitsOf = (history: readonly EpochRecord[]) =>
  history.map(({ trainLoss, curve, values, gradientEvaluations }) => ({
    ...{ trainLoss, curve, values, gradientEvaluations },
  }))

for (const backend of ['cpu', 'wasm'] as const)
  t.test(`on ${backend} monitors measure each epoch and do not change the run`, async (t) => {
    // the perceptron also on wasm: sharpness takes hundreds of gradients of the network
    const job = { ...tinyJob('cpu'), backend }
    const [plain, watched] = [await run(job, false), await run(job, true)]
    t.same(bitsOf(watched.history), bitsOf(plain.history))
    t.equal(watched.metrics.length, 2)
    for (const [i, metrics] of watched.metrics.entries()) {
      const own = Object.entries(metrics).filter(([name]) => name.startsWith('monitor.'))
      t.same(
        own.map(([name]) => name.slice('monitor.'.length)),
        [
          'sharpness',
          'stability',
          'distance',
          'memoryVariance',
          'memoryRelativeVariance',
          'agreementByKey',
          'agreementByNorm',
        ],
      )
      t.ok(own.every(([, value]) => Number.isFinite(value)))
      t.match(metrics, plain.metrics[i])
    }
    const [first, second] = watched.metrics.map((values) => values['monitor.distance'] as number)
    t.ok((first as number) > 0 && (second as number) > (first as number))
  })

t.test('an optimizer without a memory has no measurements of one', async (t) => {
  const adam = { ...tinyJob('cpu'), method: { name: 'Adam', spec: { base: { name: 'adam' } } } }
  const { metrics } = await run(adam as TrainingJob, true)
  t.notOk('monitor.agreementByKey' in (metrics[0] as Values))
  t.ok('monitor.sharpness' in (metrics[0] as Values))
})
