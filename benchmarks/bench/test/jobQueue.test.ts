import { type Job, tasks } from '@momenta/bench'
import t from 'tap'
import { inner, taskNamed } from './jobs.js'

const { jobQueue } = await inner<typeof import('../dist/run/jobQueue.js')>('run/jobQueue')
const { methodName } =
  await inner<typeof import('../dist/methods/methodName.js')>('methods/methodName')

const taken = async (jobs: readonly Job[]): Promise<readonly Job[]> => {
  const queue = jobQueue()
  queue.add(jobs)
  const order: Job[] = []
  for (let job = await queue.next(); job !== undefined; job = await queue.next()) {
    order.push(job)
    queue.end()
  }
  return order
}

t.test('Adam and Adam+CM run first on every task, and the grid last', async (t) => {
  const names = ['trajectories', 'mnist', 'mnist-grid', 'fashion-cnn', 'brown-lstm']
  const jobs = names.flatMap((name) => taskNamed(name).jobs({ preset: 'default' }))
  const order = await taken(jobs)
  t.equal(order.length, jobs.length)
  const first = new Set(['adam', 'adam+cm'])
  const isFirst = ({ config }: Job) => first.has(methodName(config)?.toLowerCase() ?? '')
  const count = order.filter(isFirst).length
  t.ok(order.slice(0, count).every(isFirst))
  t.strictSame([...new Set(order.slice(0, count).map(({ task }) => task))], names)
  t.ok(order.slice(-100).every(({ task }) => task === 'mnist-grid'))
})

t.test('jobs that follow later take their place, and those of a dropped task leave', async (t) => {
  const [adam, , other] = taskNamed('mnist').jobs({ preset: 'quick' }) as [Job, Job, Job]
  const [brown] = taskNamed('brown-lstm').jobs({ preset: 'small' }) as [Job]
  const queue = jobQueue()
  queue.add([other])
  queue.add([adam, brown])
  t.equal(await queue.next(), adam)
  t.strictSame(queue.drop('mnist'), [other])
  t.strictSame(queue.add([other]), [])
  t.equal(await queue.next(), brown)
  t.ok(tasks.length > 0)
})

t.test(
  'the default preset has at most three seeds of the grid, which SAM is not part of',
  async (t) => {
    const jobs = taskNamed('mnist-grid').jobs({ preset: 'default' })
    t.notOk(jobs.some(({ config }) => methodName(config)?.includes('SAM')))
    t.ok(taskNamed('mnist-grid').jobs({ preset: 'full' }).length === 3 * jobs.length)
  },
)
