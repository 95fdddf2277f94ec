import { startBackend } from '@momenta/bench-backends'
import { disposeRun, type RunState, startRun, train } from '@momenta/bench-training'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { tinyProblem, tinySettings } from './tinyProblem.js'

await startBackend('cpu')

const numberOf = (tensor: unknown) => (tensor as tf.Tensor).dataSync()[0]
const stateOf = ({ iterate, carried }: RunState) => [
  numberOf(iterate.params.w),
  numberOf(carried.c),
]

t.test('a run takes the steps of its epochs and frees all but its last state', async (t) => {
  const before = tf.memory().numTensors
  const problem = tinyProblem(2)
  const settings = tinySettings({ epochs: 2 })
  const end = await train(problem, settings, startRun(problem, settings))
  // g = w + x, rate 1/2: 4 → 1.5 → -0.25, then → -0.625 → -1.3125
  // c: 0 → 4 → 2 + 3 = 5, then 2.5 - 0.25 = 2.25 → 1.125 - 1.25
  t.same(stateOf(end), [-1.3125, -0.125])
  t.same(
    end.history.map(({ values, trainLoss, gradientEvaluations, curve }) => ({
      values,
      trainLoss,
      gradientEvaluations,
      curve,
    })),
    [
      // losses 8 + 4 and 1.125 + 3
      { values: { w: -0.25 }, trainLoss: 8.0625, gradientEvaluations: 2, curve: [12, 4.125] },
      // 0.03125 - 0.25 and 0.1953125 - 1.25
      {
        values: { w: -1.3125 },
        trainLoss: -0.63671875,
        gradientEvaluations: 2,
        curve: [-0.21875, -1.0546875],
      },
    ],
  )
  disposeRun(end)
  t.equal(tf.memory().numTensors, before)
})

t.test('under SAM the carried state moves once per step, by the unperturbed point', async (t) => {
  const problem = tinyProblem(1)
  const spec = {
    base: { name: 'sgd' as const, momentum: 0 },
    estimators: [{ name: 'sam', rho: 1 }],
  }
  const settings = tinySettings({}, spec)
  const end = await train(problem, settings, startRun(problem, settings))
  // the gradient at 4 + 1 is 6: w = 4 - 3; carried is 4 · 1, not 5 · 1
  t.same(stateOf(end), [1, 4])
  t.equal(end.history[0]?.gradientEvaluations, 2)
  disposeRun(end)
})

t.test('a drop divides the learning rate from its epoch on', async (t) => {
  const problem = tinyProblem(1)
  const settings = tinySettings({ epochs: 3, drops: [{ epoch: 1, factor: 0.5 }] })
  const end = await train(problem, settings, startRun(problem, settings))
  // 4 → 4 - 5/2 = 1.5 → 1.5 - 2.5/4 = 0.875 → 0.875 - 1.875/4
  t.equal(stateOf(end)[0], 0.40625)
  disposeRun(end)
})

t.test('a problem that restarts begins each epoch with its first state', async (t) => {
  const problem = tinyProblem(1, true)
  const settings = tinySettings({ epochs: 2 })
  const end = await train(problem, settings, startRun(problem, settings))
  t.same(stateOf(end), [0.25, 1.5])
  disposeRun(end)
})

t.test('a loss that is not finite ends the run and says where', async (t) => {
  const before = tf.memory().numTensors
  const problem = tinyProblem(50)
  const settings = tinySettings({ epochs: 3, learningRate: 1e9 })
  const end = await train(problem, settings, startRun(problem, settings))
  // |w| grows by 1e9 each step, and w²/2 passes 3.4e38 in the fourth step, the index 3
  t.same(end.diverged, { epoch: 0, step: 3 })
  t.same(end.history, [])
  disposeRun(end)
  t.equal(tf.memory().numTensors, before)
})

t.test('a run that is stopped goes on where it stopped', async (t) => {
  const problem = tinyProblem(3)
  const settings = tinySettings({ epochs: 2 })
  const whole = await train(problem, settings, startRun(problem, settings))
  let steps = 0
  const stopAt = (wanted: number) => () => ++steps === wanted
  let state = startRun(problem, settings)
  for (const at of [2, 1, 1, 3]) {
    steps = 0
    state = await train(problem, settings, state, stopAt(at))
  }
  const end = await train(problem, settings, state)
  t.same(stateOf(end), stateOf(whole))
  t.same(
    end.history.map(({ trainLoss, values }) => [trainLoss, values]),
    whole.history.map(({ trainLoss, values }) => [trainLoss, values]),
  )
  disposeRun(end)
  disposeRun(whole)
})
