import { startBackend } from '@momenta/bench-backends'
import {
  disposeRun,
  pairsOf,
  presets,
  settingsOf,
  startRun,
  type TrainingJob,
  train,
} from '@momenta/bench-training'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { tinyProblem } from './tinyProblem.js'

const [task] = presets.small
if (task === undefined) throw new Error('the preset has no task')

const job = (averaging?: number): TrainingJob => ({
  task: { ...task, epochs: 1, drops: [], ...(averaging === undefined ? {} : { averaging }) },
  method: { name: 'sgd', spec: { base: { name: 'sgd', momentum: 0 } } },
  learningRate: 0.5,
  seed: 1,
  backend: 'cpu',
})

t.test('a task with averaging is evaluated at the average, and trained as without', async (t) => {
  await startBackend('cpu')
  const problem = tinyProblem(3)
  const before = tf.memory().numTensors
  const measured: number[] = []
  const trained: number[] = []
  for (const averaging of [undefined, 0.5]) {
    const settings = settingsOf(job(averaging))
    const end = await train(problem, settings, startRun(problem, settings))
    measured.push(end.history[0]?.values.w as number)
    trained.push((end.iterate.params.w as tf.Tensor).dataSync()[0] as number)
    disposeRun(end)
  }
  // w' = w - (w + x) / 2 from 4 with x = 1, 2, 3: 1.5, -0.25, -1.625
  t.strictSame(trained, [-1.625, -1.625])
  // the average starts at 1.5 or at 4: ((4 + 1.5) / 2 - 0.25) / 2 = 1.25, (1.25 - 1.625) / 2
  t.equal(measured[0], -1.625)
  t.ok(measured[1] === -0.1875 || measured[1] === -0.5, `${measured[1]}`)
  t.equal(tf.memory().numTensors, before)
})

t.test('a variant differs in one thing, and has Adam and Adam+CM alone', async (t) => {
  t.equal(presets.questions.length, 2)
  for (const variant of presets.questions) {
    const { name, title, source, cost, variantOf, ...rest } = variant
    const base = presets.small.find((one) => one.name === variantOf)
    const own: { readonly [name: string]: unknown } = { ...base }
    const changed = Object.entries(rest).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(own[key]),
    )
    t.equal(changed.length, 1, name)
  }
  t.strictSame(
    pairsOf(presets.questions).map(({ method }) => method.name),
    ['Adam', 'Adam+CM', 'Adam', 'Adam+CM'],
  )
  t.equal(
    pairsOf([...presets.small, ...presets.questions]).length,
    pairsOf(presets.small).length + 4,
  )
})
