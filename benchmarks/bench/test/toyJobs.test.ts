import { type Job, tasks } from '@momenta/bench'
import { keyOf } from '@momenta/bench-results'
import t from 'tap'
import { alone, contenderOf, inner, toyTasks } from './jobs.js'

const { allMethods, large } =
  await inner<typeof import('../dist/methods/methods.js')>('methods/methods')

t.test(
  'the toy tasks are among the tasks, and their jobs are pure, unique and plain JSON',
  async (t) => {
    for (const task of toyTasks) t.ok(tasks.includes(task), task.name)
    for (const preset of ['smoke', 'quick', 'default', 'full'] as const) {
      const jobs = toyTasks.flatMap((task) => task.jobs({ preset }))
      t.same(
        toyTasks.flatMap((task) => task.jobs({ preset })),
        jobs,
      )
      const keys = jobs.map(({ task, config, seed }) =>
        keyOf({ config: { task, ...config }, seed, code: '' }),
      )
      t.equal(new Set(keys).size, jobs.length, `${preset}: no duplicates`)
      t.same(JSON.parse(JSON.stringify(jobs)), jobs)
      t.ok(jobs.every(({ cost }) => cost > 0))
    }
  },
)

t.test(
  'the preset default has at least 20 starts per method, quick costs less than a tenth',
  async (t) => {
    const of = (preset: 'quick' | 'default') => toyTasks.flatMap((task) => task.jobs({ preset }))
    const cost = (jobs: readonly Job[]) => jobs.reduce((sum, job) => sum + job.cost, 0)
    for (const { config, label } of of('default').filter(({ config }) => config.runs !== undefined))
      if (Number(config.runs) < 20) t.fail(`${label}: ${config.runs} starts`)
    t.ok(cost(of('quick')) < cost(of('default')) / 10)
  },
)

t.test('jobs have the contenders and seeds of the command line, without duplicates', async (t) => {
  const contenders = [{ name: 'mine', spec: { base: { name: 'sgd' } } }] as const
  for (const task of toyTasks.filter(({ name }) => name !== 'gradient-cancellation')) {
    const jobs = task.jobs({ preset: 'default', contenders, seeds: 3 })
    t.ok(jobs.length > 0)
    t.ok(jobs.every((job) => contenderOf(job).name === 'mine'))
    t.ok(jobs.every(({ config }) => config.runs === undefined || config.runs === 3))
    t.equal(new Set(jobs.map(({ config }) => JSON.stringify(config))).size, jobs.length)
  }
})

t.test('every toy task compares the five methods with the five controls', async (t) => {
  const names = allMethods(large).map(({ name }) => name)
  t.equal(names.length, 10)
  for (const task of toyTasks.filter(({ name }) => name !== 'gradient-cancellation')) {
    const jobs = task.jobs({ preset: 'quick' })
    const own = jobs.map((job) => contenderOf(job).name)
    t.same(new Set(own), new Set(names), task.name)
  }
})

t.test('a job is deterministic', async (t) => {
  for (const task of toyTasks) {
    const jobs = task.jobs({ preset: 'quick', seeds: 2 })
    const job = jobs[Math.floor(jobs.length / 2)] as Job
    const first = await task.run(job, () => {}, alone)
    t.same(await task.run(job, () => {}, alone), first, task.name)
    const data = first?.data ?? null
    t.same(JSON.parse(JSON.stringify(data)), data, 'its data is JSON')
  }
})
