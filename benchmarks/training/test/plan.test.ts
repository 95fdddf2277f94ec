import {
  costOf,
  type FinishedValues,
  finalSetting,
  jobsOf,
  keyOfJob,
  nextJob,
  type Pair,
  type Plan,
  presets,
  type TrainingJob,
} from '@momenta/bench-training'
import t from 'tap'

const plan: Plan = { tasks: presets.small, backend: 'cpu' }
const none: FinishedValues = new Map()
const nameOf = ({ task, method }: TrainingJob) => `${task.name} ${method.name}`
const finish = (values: readonly (readonly [TrainingJob, number])[]): FinishedValues =>
  new Map(values.map(([job, accuracy]) => [keyOfJob(job), { 'last.accuracy': accuracy }]))

t.test('Adam and Adam+CM come first, on every task', async (t) => {
  t.same(jobsOf(plan, none).slice(0, 8).map(nameOf), [
    'fashion-cnn Adam',
    'fashion-cnn Adam+CM',
    'brown-lstm Adam',
    'brown-lstm Adam+CM',
    'cifar10-jpeg-resnet8 Adam',
    'cifar10-jpeg-resnet8 Adam+CM',
    'split-fashion-online Adam',
    'split-fashion-online Adam+CM',
  ])
})

t.test('a plan of some tasks of a preset compares the same methods on them', async (t) => {
  const untuned = jobsOf(plan, none).filter(({ seed }) => seed === 1)
  for (const task of presets.small) {
    const some = jobsOf({ ...plan, only: [task] }, none).filter(({ seed }) => seed === 1)
    t.same(some.map(nameOf), untuned.filter((job) => job.task === task).map(nameOf))
  }
})

t.test('a job with SAM costs two gradients a step', async (t) => {
  const [job] = jobsOf(plan, none).filter(({ method }) => method.name === 'Adam+SAM')
  t.equal(costOf(job as TrainingJob), 2 * (job as TrainingJob).task.cost)
})

t.test('searches follow, at three rates, with fewer epochs and without the test set', async (t) => {
  const searches = jobsOf(plan, none).filter(({ seed }) => seed > 1000)
  // 4 tasks with 5 methods, 4 controls, 3 rates
  t.equal(searches.length, 72)
  const [first, second, third] = searches as [TrainingJob, TrainingJob, TrainingJob]
  t.same(
    [first, second, third].map(({ learningRate }) => learningRate),
    [0.3e-3, 1e-3, 3e-3],
  )
  t.match(first.task, { epochs: 2, heldOut: { from: 'train', count: 1000 } })
  const brown = searches.find(({ task }) => task.name === 'brown-lstm')
  // an epoch of two, in which nothing drops
  t.match(brown?.task, { epochs: 1, drops: [{ epoch: 1 }] })
})

t.test(
  'the best rate is known when the whole search is finished, and its runs follow',
  async (t) => {
    const [a, b, c] = jobsOf(plan, none).filter(({ seed }) => seed > 1000) as [
      TrainingJob,
      TrainingJob,
      TrainingJob,
    ]
    const pair: Pair = { task: presets.small[0] as TrainingJob['task'], method: a.method }
    t.equal(finalSetting(pair, [a, b, c], finish([[a, 0.9]])), undefined)
    const found = finish([
      [a, 0.9],
      [b, 0.8],
      [c, 0.7],
    ])
    t.same(finalSetting(pair, [a, b, c], found), {
      spec: a.method.spec,
      learningRate: a.learningRate,
    })
    const before = new Set(jobsOf(plan, none).map(keyOfJob))
    const added = jobsOf(plan, found).filter((job) => !before.has(keyOfJob(job)))
    t.same(
      added.map((job) => [nameOf(job), job.learningRate, job.seed]),
      [1, 2, 3].map((seed) => ['fashion-cnn Adam', 0.3e-3, seed]),
    )
  },
)

t.test('a perplexity is better when it is lower, and a final run is not repeated', async (t) => {
  const searches = jobsOf(plan, none).filter(
    (job) => job.seed > 1000 && nameOf(job) === 'brown-lstm Adam',
  )
  const found: FinishedValues = new Map(
    searches.map((job, i) => [keyOfJob(job), { 'last.perplexity': [300, 200, 400][i] as number }]),
  )
  const [{ task, method }] = searches as [TrainingJob]
  t.equal(finalSetting({ task, method }, searches, found)?.learningRate, 2e-3)
  // seed 1 at the task's own rate is the first run of the pair
  t.equal(jobsOf(plan, found).length, jobsOf(plan, none).length + 2)
})

t.test('the next job is the first that is neither finished nor excluded', async (t) => {
  const [first, second] = jobsOf(plan, none) as [TrainingJob, TrainingJob]
  t.same(nextJob(plan, none), first)
  t.same(nextJob(plan, finish([[first, 1]])), second)
  t.same(
    nextJob(plan, none, (job) => keyOfJob(job) === keyOfJob(first)),
    second,
  )
})

t.test(
  'what another backend has finished is repeated, or is not where that is chosen',
  async (t) => {
    const search = jobsOf(plan, none).filter(
      (job) => job.seed > 1000 && nameOf(job) === 'fashion-cnn Adam',
    )
    const there = search.map((job): TrainingJob => ({ ...job, backend: 'webgpu' }))
    const [rate, last] = [search[0]?.learningRate, there[2] as TrainingJob]
    const tuned = { ...last, seed: 1, task: plan.tasks[0] as TrainingJob['task'] }
    const found = finish([
      ...there.map((job, i) => [job, 0.9 - i / 10] as const),
      [{ ...tuned, learningRate: rate as number }, 0.9],
    ])
    t.same(jobsOf(plan, found), jobsOf(plan, none))
    const own = jobsOf({ ...plan, anyBackend: true }, found).filter(
      (job) => nameOf(job) === 'fashion-cnn Adam',
    )
    t.same(
      own.map(({ backend, learningRate, seed }) => [backend, learningRate, seed]),
      [
        [plan.backend, 0.001, 1],
        ...there.map(({ learningRate }) => ['webgpu', learningRate, 1001]),
        ['webgpu', rate, 1],
        [plan.backend, rate, 2],
        [plan.backend, rate, 3],
      ],
    )
  },
)

t.test('shards share all jobs, and each job is of one', async (t) => {
  const whole = jobsOf(plan, none).map(keyOfJob)
  const parts = [0, 1, 2].flatMap((index) =>
    jobsOf({ ...plan, shard: { index, count: 3 } }, none).map(keyOfJob),
  )
  t.same([...parts].sort(), [...whole].sort())
})

t.test(
  'no two jobs or tasks share a name, and a key depends on what decides a result alone',
  async (t) => {
    for (const tasks of Object.values(presets))
      t.equal(new Set(tasks.map(({ name }) => name)).size, tasks.length)
    const [job] = jobsOf(plan, none) as [TrainingJob]
    const retitled = { ...job, task: { ...job.task, title: 'x', source: 'y', cost: 1 } }
    t.equal(keyOfJob(retitled), keyOfJob(job))
    t.not(keyOfJob({ ...job, seed: 2 }), keyOfJob(job))
    t.not(keyOfJob({ ...job, task: { ...job.task, batch: 65 } }), keyOfJob(job))
  },
)
