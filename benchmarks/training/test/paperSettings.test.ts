import {
  jobsOf,
  keyOfJob,
  methodOn,
  methods,
  type Plan,
  presets,
  publishedSetting,
  type TrainingJob,
} from '@momenta/bench-training'
import t from 'tap'

const plan: Plan = { tasks: presets.paper, backend: 'cpu' }
const jobs = jobsOf(plan, new Map())
const of = (task: string, method: string, all = jobs): readonly TrainingJob[] =>
  all.filter((job) => job.task.name === task && job.method.name === method)
const settingOf = ({ learningRate, method: { spec } }: TrainingJob) => {
  const { b1, b2 } = spec.base
  const { capacity, policy } = spec.memory ?? {}
  return [learningRate, b1, b2, capacity, policy?.decay, spec.estimators?.[0]?.rho]
}

t.test('the final runs of the paper are at the settings of its Tables 6 to 8', async (t) => {
  t.same(of('ptb-lstm', 'Adam+SAM').map(settingOf), [
    [1e-3, 0.9, 0.99, undefined, undefined, 0.05],
    ...Array.from({ length: 3 }, () => [1e-3, 0.9, 0.9, undefined, undefined, 0.01]),
  ])
  t.same(of('cifar10-resnet34', 'Adam+CM').map(settingOf), [
    [1e-3, 0.9, 0.999, 5, 0.7, undefined],
    ...Array.from({ length: 3 }, () => [1e-4, 0.9, 0.999, 20, 0.99, undefined]),
  ])
  t.same(
    of('cifar100-wrn401', 'Adam+SAM+CM').at(-1) &&
      settingOf(of('cifar100-wrn401', 'Adam+SAM+CM').at(-1) as TrainingJob),
    [...[1e-3, 0.9, 0.99], ...[5, 0.7, 0.1]],
  )
})

t.test('a published setting that is the default is not run twice', async (t) => {
  const adam = of('cifar10-resnet34', 'Adam')
  t.same(
    adam.map(({ seed }) => seed),
    [1, 2, 3],
  )
  t.equal(new Set(adam.map(settingOf).map(String)).size, 1)
})

t.test('nothing is searched on ImageNet, and three rates where the paper is silent', async (t) => {
  for (const { name } of methods) {
    const image = of('imagenet-efficientnet', name)
    t.same(
      image.map(({ seed, learningRate }) => [seed, learningRate]),
      [1, 2, 3].map((seed) => [seed, 1e-4]),
    )
    const online = of('5-datasets-online', name).filter(({ seed }) => seed > 1000)
    t.equal(online.length, 3)
  }
})

t.test(
  'a search takes so many settings of the grid, each once, and all of a small one',
  async (t) => {
    const searched = (method: string, search: number) =>
      of('ptb-lstm', method, jobsOf({ ...plan, search }, new Map())).filter(
        ({ seed }) => seed > 1000,
      )
    const some = searched('Adam+SAM+CM', 40)
    t.equal(new Set(some.map(keyOfJob)).size, 40)
    // five rates, 3 β₁, 3 β₂; quasi-random: each rate a fifth of the time
    const adam = searched('Adam', 1000)
    t.equal(new Set(adam.map(keyOfJob)).size, 45)
    for (const rate of [1e-1, 1e-2, 1e-3, 1e-4, 1e-5])
      t.equal(some.filter(({ learningRate }) => learningRate === rate).length, 8)
    for (const job of some) {
      const [, b1, b2, capacity, decay, rho] = settingOf(job)
      t.ok(
        [0.9, 0.99, 0.999].includes(b1 as number) && [0.99, 0.999, 0.9999].includes(b2 as number),
      )
      t.ok([5, 20].includes(capacity as number) && [0.7, 0.99].includes(decay as number))
      t.ok([0.01, 0.05, 0.1].includes(rho as number))
    }
  },
)

t.test('other presets, and optimizers of the user, stay as they are', async (t) => {
  const [own] = methods as [(typeof methods)[0]]
  const [small] = presets.small
  t.equal(methodOn(small as TrainingJob['task'], own), own)
  const [ptb] = presets.paper as [TrainingJob['task']]
  const mine = { name: 'Adam', spec: { base: { name: 'adam', b1: 0.5 } } } as const
  t.equal(methodOn(ptb, mine), mine)
  t.equal(publishedSetting(ptb, mine), undefined)
})
