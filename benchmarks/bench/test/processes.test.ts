import { once, setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Job } from '@momenta/bench'
import { openStore, type ProgressReporter } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { doneIn, makeFolder } from './command.js'
import { alone, inner, taskNamed } from './jobs.js'

const { execute } = await inner<typeof import('../dist/run/execute.js')>('run/execute')
const { planOf } = await inner<typeof import('../dist/run/planOf.js')>('run/planOf')
const { processRunner } =
  await inner<typeof import('../dist/run/processRunner.js')>('run/processRunner')

type JobRunner = import('../dist/run/JobRunner.js').JobRunner

const job = (label: string): Job => ({
  task: 'one-dimensional',
  config: {},
  seed: 0,
  label,
  cost: 1,
})

// without what tap loads into each process
const runner = () => processRunner(new URL('./endingProcess.js', import.meta.url), { execArgv: [] })

const nothing = () => {}

/** A progress of which failures alone are read. */
const silent = (fail: ProgressReporter['fail']): ProgressReporter => ({
  ...{ start: nothing, advance: nothing, resumed: nothing, note: nothing, done: nothing },
  ...{ expect: nothing, fail },
})

/** `one-dimensional` with a job of each name, and an empty store of results. */
const opened = (labels: readonly string[]) => {
  const folder = makeFolder()
  const jobs = labels.map((label, seed) => ({ ...job(label), seed }))
  const task = { ...taskNamed('one-dimensional'), jobs: () => jobs }
  const store = openStore(join(folder, 'runs'), { version: 1 })
  if (E.isLeft(store)) throw new Error(store.left)
  return { folder, task, store: store.right, checkpoints: join(folder, 'checkpoints') }
}

t.test('a job that ends its process fails, and the next one has a new process', async (t) => {
  const { run, close } = runner()
  const runJob = (label: string) => run(job(label), () => {}, alone)
  const done = { values: { one: 1, none: Number.NaN } }
  t.strictSame(await runJob('first'), done)
  await t.rejects(runJob('exit'), { message: /^its process ended with exit code 3, / })
  t.strictSame(await runJob('second'), done)
  await t.rejects(runJob('abort'), { message: /^its process ended with signal SIGABRT, / })
  t.strictSame(await runJob('last'), done)
  await close()
})

t.test(
  'jobs that abort or exit are a line each with their names, and the others go on',
  async (t) => {
    const labels = ['first', 'abort', 'second', 'exit', 'last']
    const { folder, task, store, checkpoints } = opened(labels)
    const lines: string[] = []
    const progress = silent((message, _, label) => {
      lines.push(`${label}: ${message}`)
    })
    const failed = await execute([task], planOf([task], { preset: 'default' }), store, progress, {
      signal: new AbortController().signal,
      ...{ processes: 2, runner, every: 1, checkpoints, monitor: false },
    })
    store.close()
    // the exit code of the command is then 1
    t.same(failed, E.right(2))
    t.equal(lines.length, 2)
    t.match(lines.sort()[0], /^abort: its process ended with signal SIGABRT, [^\n]*$/)
    t.match(lines[1], /^exit: its process ended with exit code 3, [^\n]*$/)
    t.equal(doneIn(folder).length, 3)
  },
)

t.test('many processes listen to one signal without a warning of Node', async (t) => {
  const warnings: Error[] = []
  const warn = (warning: Error) => warnings.push(warning)
  process.on('warning', warn)
  const labels = Array.from({ length: 12 }, (_, i) => `job ${i}`)
  const { task, store, checkpoints } = opened(labels)
  let running = 0
  const all = new AbortController()
  const listening = (): JobRunner => ({
    run: async (_job, _report, { signal }) => {
      signal.addEventListener('abort', () => {})
      running += 1
      if (running === labels.length) all.abort()
      else await once(all.signal, 'abort')
      return { values: {} }
    },
    close: async () => {},
  })
  setMaxListeners(labels.length, all.signal)
  const end = await execute([task], planOf([task], { preset: 'default' }), store, silent(nothing), {
    signal: new AbortController().signal,
    ...{ processes: labels.length, runner: listening, every: 1, checkpoints, monitor: false },
  })
  store.close()
  // warnings are emitted in the next tick
  await setImmediate()
  process.off('warning', warn)
  t.same(end, E.right(0))
  t.strictSame(warnings, [])
})
