import { join } from 'node:path'
import type { Job } from '@momenta/bench'
import { openStore } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { doneIn, makeFolder } from './command.js'
import { alone, inner, taskNamed } from './jobs.js'

const { execute } = await inner<typeof import('../dist/run/execute.js')>('run/execute')
const { planOf } = await inner<typeof import('../dist/run/planOf.js')>('run/planOf')
const { processRunner } =
  await inner<typeof import('../dist/run/processRunner.js')>('run/processRunner')

const job = (label: string): Job => ({
  task: 'one-dimensional',
  config: {},
  seed: 0,
  label,
  cost: 1,
})

// without what tap loads into each process
const runner = () => processRunner(new URL('./endingProcess.js', import.meta.url), { execArgv: [] })

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
    const folder = makeFolder()
    const labels = ['first', 'abort', 'second', 'exit', 'last']
    const jobs = labels.map((label, seed) => ({ ...job(label), seed }))
    const task = { ...taskNamed('one-dimensional'), jobs: () => jobs }
    const opened = openStore(join(folder, 'runs'), { version: 1 })
    if (E.isLeft(opened)) throw new Error(opened.left)
    const lines: string[] = []
    const nothing = () => {}
    const progress = {
      ...{ start: nothing, advance: nothing, resumed: nothing, note: nothing, done: nothing },
      expect: nothing,
      fail: (message: string, _?: number, label?: string) => {
        lines.push(`${label}: ${message}`)
      },
    }
    const failed = await execute(
      [task],
      planOf([task], { preset: 'default' }),
      opened.right,
      progress,
      {
        signal: new AbortController().signal,
        ...{ processes: 2, runner, every: 1, checkpoints: join(folder, 'checkpoints') },
        monitor: false,
      },
    )
    opened.right.close()
    // the exit code of the command is then 1
    t.same(failed, E.right(2))
    t.equal(lines.length, 2)
    t.match(lines.sort()[0], /^abort: its process ended with signal SIGABRT, [^\n]*$/)
    t.match(lines[1], /^exit: its process ended with exit code 3, [^\n]*$/)
    t.equal(doneIn(folder).length, 3)
  },
)
