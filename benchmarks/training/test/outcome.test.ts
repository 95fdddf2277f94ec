import {
  type EpochRecord,
  learningRateAt,
  meansOfParts,
  onlineValues,
  outcomeOf,
  type RunState,
  timeFirst,
} from '@momenta/bench-training'
import t from 'tap'

const record = (epoch: number, values: EpochRecord['values']): EpochRecord => ({
  epoch,
  steps: 10 * (epoch + 1),
  trainLoss: 3 - epoch,
  curve: [],
  values,
  gradientEvaluations: 20,
  msGradient: epoch + 1,
  msOptimizer: 2,
  seconds: 5,
  peakBytes: 100 - epoch,
})

const stateOf = (history: readonly EpochRecord[], diverged?: RunState['diverged']): RunState =>
  ({ history, ...(diverged === undefined ? {} : { diverged }) }) as RunState

t.test('the outcome has the last and the best epoch, and sums of costs', async (t) => {
  const history = [
    record(0, { a: 0.5, b: 9 }),
    record(1, { a: 0.75, b: 8 }),
    record(2, { a: 0.625, b: 7 }),
  ]
  const { values } = outcomeOf({ name: 'a', better: 'higher' }, stateOf(history))
  t.match(values, {
    'last.a': 0.625,
    'last.b': 7,
    'best.a': 0.75,
    'best.b': 8,
    bestEpoch: 1,
    epochs: 3,
    diverged: 0,
    trainLoss: 1,
    gradientEvaluations: 60,
    // (10 · 1 + 20 · 2 + 30 · 3)/60
    msGradient: 140 / 60,
    msOptimizer: 2,
    seconds: 15,
    peakBytes: 100,
  })
  t.equal(outcomeOf({ name: 'a', better: 'lower' }, stateOf(history)).values.bestEpoch, 0)
})

t.test('a run that diverged has the worst last metric and keeps its best', async (t) => {
  const at = { epoch: 1, step: 3 }
  const high = outcomeOf({ name: 'a', better: 'higher' }, stateOf([record(0, { a: 0.5 })], at))
  t.match(high.values, { 'last.a': 0, 'best.a': 0.5, diverged: 1, epochs: 1 })
  const low = outcomeOf({ name: 'a', better: 'lower' }, stateOf([], at))
  t.match(low.values, { 'last.a': Number.POSITIVE_INFINITY, diverged: 1, epochs: 0 })
  t.equal(low.values['best.a'], Number.POSITIVE_INFINITY)
})

t.test(
  'forgetting is the mean fall from the best accuracy, over all tasks but the last',
  async (t) => {
    const history = [
      record(0, { task0: 0.9 }),
      record(1, { task0: 0.95, task1: 0.8 }),
      record(2, { task0: 0.7, task1: 0.6, task2: 0.5 }),
    ]
    const { forgetting, learningAccuracy } = onlineValues(history)
    // (0.25 + 0.2)/2 and (0.9 + 0.8 + 0.5)/3
    t.ok(Math.abs(forgetting - 0.225) < 1e-12)
    t.ok(Math.abs(learningAccuracy - 2.2 / 3) < 1e-12)
    t.equal(onlineValues([record(0, { task0: 0.9 })]).forgetting, 0)
  },
)

t.test('the curve has the means of equal parts, and fewer parts of few numbers', async (t) => {
  t.same(meansOfParts([1, 3, 5, 7], 2), [2, 6])
  t.same(meansOfParts([1, 3, 5], 2), [2, 5])
  t.same(meansOfParts([4], 20), [4])
})

t.test('drops multiply', async (t) => {
  const settings = {
    learningRate: 8,
    drops: [
      { epoch: 1, factor: 0.5 },
      { epoch: 3, factor: 0.25 },
    ],
  }
  t.same(
    [0, 1, 2, 3, 9].map((epoch) => learningRateAt(settings, epoch)),
    [8, 4, 4, 1, 1],
  )
})

t.test('rows of streams become rows of time', async (t) => {
  // two streams of three words
  t.same([...timeFirst(Int32Array.of(1, 2, 3, 10, 20, 30), 3)], [1, 10, 2, 20, 3, 30])
})
