import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { FinishedValues, Job } from '@momenta/bench'
import { openStore } from '@momenta/bench-results'
import { jobsOf, keyOfJob, presets } from '@momenta/bench-training'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { bench, doneIn, makeFolder, program, recordFiles, recordsOf } from './command.js'
import { inner, taskNamed } from './jobs.js'

const folder = makeFolder()
const plans = await inner<typeof import('../dist/run/planOf.js')>('run/planOf')
const { jobKey } = await inner<typeof import('../dist/run/unitOf.js')>('run/unitOf')

/** The keys of the jobs of a preset in bench when these are finished. */
const keysIn = (preset: 'small' | 'paper', finished: FinishedValues): readonly string[] =>
  presets[preset].flatMap(({ name }) => {
    const task = taskNamed(name)
    return [...task.jobs({ preset }), ...(task.later?.({ preset }, finished) ?? [])].map(jobKey)
  })

t.test('the jobs of bench are those of npm run train, before and after the search', async (t) => {
  const sorted = (keys: readonly string[]) => [...keys].sort()
  for (const preset of ['small', 'paper'] as const) {
    const plan = { tasks: presets[preset], backend: 'wasm' } as const
    const first = jobsOf(plan, new Map())
    t.same(sorted(keysIn(preset, new Map())), sorted(first.map(keyOfJob)))
    // the first rate of each search wins
    const searches = first.filter(({ seed }) => seed > 1000)
    const finished: FinishedValues = new Map(
      searches.map((job, i) => [
        keyOfJob(job),
        { 'last.perplexity': 100 + (i % 3), 'last.accuracy': 1 / (1 + (i % 3)) },
      ]),
    )
    const all = jobsOf(plan, finished).map(keyOfJob)
    t.equal(all.length, first.length + searches.length)
    t.same(sorted(keysIn(preset, finished)), sorted(all))
  }
})

t.test('a report counts what another backend finished, as train --any-backend does', async (t) => {
  const plan = { tasks: presets.small, backend: 'tensorflow', anyBackend: true } as const
  const there = jobsOf({ ...plan, backend: 'webgpu' }, new Map())
  const finished: FinishedValues = new Map(
    there
      .filter((_, i) => i % 7 > 0)
      .map((job) => [keyOfJob(job), { 'last.perplexity': 100, 'last.accuracy': 0.5 }]),
  )
  const choice = { preset: 'small', backend: 'tensorflow', anyBackend: true } as const
  const tasks = presets.small.map(({ name }) => taskNamed(name))
  const sorted = (keys: readonly string[]) => [...keys].sort()
  const jobs = plans.jobsOf(plans.planOf(tasks, choice), finished)
  t.same(sorted(jobs.map(jobKey)), sorted(jobsOf(plan, finished).map(keyOfJob)))
  t.equal(jobs.filter((job) => finished.has(jobKey(job))).length, finished.size)
})

t.test('jobs that depend on one another are of one group', async (t) => {
  const groups = (jobs: readonly Job[]) => new Set(jobs.map(({ group }) => group))
  const task = taskNamed('brown-lstm')
  const jobs = task.jobs({ preset: 'small' })
  t.same(groups(jobs).size, 5)
  const finished = new Map(jobs.map((job) => [jobKey(job), { 'last.perplexity': 1 }]))
  t.same(groups(task.later?.({ preset: 'small' }, finished) ?? []), groups(jobs))
})

t.test('finished runs of npm run train are in the report of bench, and are not repeated', (t) => {
  const out = join(folder, 'trained')
  const train = new URL('../../training/dist/train.js', import.meta.url).pathname
  const options = ['--preset', 'smoke', '--task', 'smoke-brown-lstm', '--method', 'Adam+CM']
  const ran = spawnSync(process.execPath, [train, ...options, '--out', out, '--quiet'], {
    encoding: 'utf8',
  })
  t.equal(ran.status, 0, ran.stderr)
  const before = doneIn(out)
  t.equal(before.length, 1)
  const args = ['--preset', 'smoke', '--task', 'brown-lstm', '--optimizer', 'Adam+CM']
  const report = bench(...args, '--report-only', '--out', out)
  t.match(report.stderr, /1 of 1 jobs done/)
  const again = bench(...args, '--out', out)
  t.equal(again.status, 0, again.stderr)
  t.same(doneIn(out), before)
  t.match(readFileSync(join(out, 'report.html'), 'utf8'), /Brown, LSTM/)
  t.end()
})

t.test('a killed run of bench repeats nothing, and ends with the same curves', async (t) => {
  const argsOf = (out: string) => [
    ...['--preset', 'smoke', '--task', 'split-fashion-online', '--optimizer', 'Adam+SAM+CM'],
    // a checkpoint after each step
    ...['--minutes', '1e-9', '--jobs', '1', '--quiet', '--monitor', '--out', out],
  ]
  const [killed, whole] = [join(folder, 'killed'), join(folder, 'whole')]
  const child = spawn(process.execPath, [program, ...argsOf(killed)])
  const closed = new Promise((resolve) => child.on('close', resolve))
  const checkpoints = join(killed, 'checkpoints')
  while (!existsSync(checkpoints) || readdirSync(checkpoints).length === 0) await setTimeout(5)
  child.kill('SIGKILL')
  await closed
  for (const out of [killed, whole]) {
    const { status, stderr } = bench(...argsOf(out))
    t.equal(status, 0, stderr)
  }
  const metrics = (out: string) =>
    recordsOf(out).flatMap(({ kind, values }) => (kind === 'metric' ? [values] : []))
  t.equal(metrics(whole).length, 5)
  t.ok(metrics(whole).every((values) => 'monitor.sharpness' in values))
  t.same(metrics(killed), metrics(whole))
  t.ok(recordFiles(killed).length > 0)
  t.equal(doneIn(killed).length, 1)
  t.same(readdirSync(checkpoints), [], 'the checkpoint of a finished job is removed')
})

t.test('jobs that follow from others are run when these end', async (t) => {
  const { execute } = await inner<typeof import('../dist/run/execute.js')>('run/execute')
  const { planOf } = await inner<typeof import('../dist/run/planOf.js')>('run/planOf')
  const jobOf = (seed: number): Job => ({
    ...{ task: 'chain', config: {}, seed, label: `${seed}`, cost: 1 },
  })
  const ran: number[] = []
  const task = {
    ...taskNamed('one-dimensional'),
    name: 'chain',
    jobs: () => [jobOf(0)],
    // each job follows from the one before
    later: (_: unknown, finished: FinishedValues) =>
      [0, 1, 2].filter((seed) => finished.has(jobKey(jobOf(seed)))).map((seed) => jobOf(seed + 1)),
    run: async ({ seed }: Job) => {
      ran.push(seed)
      return { values: { last: seed, lastLoss: 0 }, data: { steps: [], x: [] } }
    },
  }
  const opened = openStore(join(folder, 'chain'), { version: 1 })
  if (E.isLeft(opened)) throw new Error(opened.left)
  let expected = 0
  const nothing = () => {}
  const progress = {
    ...{ start: nothing, advance: nothing, resumed: nothing, note: nothing, done: nothing },
    fail: (message: string) => t.fail(message),
    expect: (weight: number) => {
      expected += weight
    },
  }
  const options = {
    ...{
      signal: new AbortController().signal,
      processes: 1,
      every: 1,
      checkpoints: folder,
      monitor: false,
    },
  }
  const plan = planOf([task], { preset: 'default' })
  t.same(await execute([task], plan, opened.right, progress, options), E.right(0))
  t.same(ran, [0, 1, 2, 3])
  t.equal(expected, 3000)
  opened.right.close()
})
