import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from '@momenta/bench'
import t from 'tap'
import { bench, doneIn, makeFolder, program, quick, recordFiles } from './command.js'
import { inner } from './jobs.js'

const folder = makeFolder()
const { shardPlan } = await inner<typeof import('../dist/run/shardPlan.js')>('run/shardPlan')

/** Runs the command beside others. */
const start = async (args: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...environment },
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const [code] = await once(child, 'close')
  return { code, stderr }
}

t.test('shards run at the same time, each in its own file, and share all jobs', async (t) => {
  const out = join(folder, 'shards')
  const run = () =>
    Promise.all(['1/3', '2/3', '3/3'].map((shard) => start(quick(out, '--shard', shard))))
  for (const { code, stderr } of await run()) t.equal(code, 0, stderr)
  t.equal(recordFiles(out).length, 3)
  const all = doneIn(out)
  t.equal(all.length, 120)
  t.equal(new Set(all).size, all.length, 'no job runs twice')
  t.ok(existsSync(join(out, 'report.html')), 'the last one writes the report')
  t.notOk(existsSync(join(out, 'runs', 'store.lock')))
  for (const { code, stderr } of await run()) t.equal(code, 0, stderr)
  t.same(doneIn(out), all, 'again: nothing is repeated')
  t.match(bench(...quick(out, '--quiet')).stderr, /^120 of 120 jobs done; report: /)
})

t.test('a task of a job array does its part; the report says what others have to do', async (t) => {
  const out = join(folder, 'array')
  const slurm = { SLURM_ARRAY_TASK_ID: '2', SLURM_ARRAY_TASK_COUNT: '2', SLURM_ARRAY_TASK_MIN: '1' }
  const { code, stderr } = await start(quick(out, '--shard', 'auto', '--quiet'), slurm)
  t.equal(code, 0, stderr)
  t.equal(
    stderr.match(/^(\d+) of 120 jobs of all shards done; [^\n]*--report-only[^\n]*\n$/)?.[1],
    '60',
  )
  t.notOk(existsSync(join(out, 'report.html')))
  t.match(bench(...quick(out, '--report-only')).stderr, /^60 of 120 jobs done/)
  t.match(readFileSync(join(out, 'report.html'), 'utf8'), /<html/)
  const other = await start(quick(out, '--shard', 'auto/2', '--quiet'), { PBS_ARRAY_INDEX: '0' })
  t.match(other.stderr, /^120 of 120 jobs done/)
})

t.test('a shard that is none is one line, and the exit code is 2', async (t) => {
  for (const [given, line] of [
    ['0/2', /^bench: --shard: must be i\/n with 1 <= i <= n, auto or auto\/n, got '0\/2'\n$/],
    ['auto', /^bench: --shard: auto must run as a task of a job array, got none [^\n]*\n$/],
  ] as const) {
    const ran = bench(...quick(join(folder, 'none'), '--shard', given))
    t.equal(ran.status, 2)
    t.match(ran.stderr, line)
  }
  const ran = bench(...quick(join(folder, 'none'), '--shard', '1/2', '--report-only'))
  t.match(ran.stderr, /^bench: --shard: must be without --report-only, [^\n]*\n$/)
  t.equal(ran.status, 2)
})

t.test('jobs that follow from others are of the shard of their group', async (t) => {
  const job = (name: string, group?: string): Job => ({
    ...{ task: 'task', config: { name }, seed: 1, label: name, cost: 1 },
    ...(group === undefined ? {} : { group }),
  })
  const plan = {
    jobs: [job('a1', 'a'), job('a2', 'a'), job('b1', 'b'), job('c')],
    later: () => [job('a3', 'a'), job('b2', 'b'), job('d')],
  }
  const shards = [0, 1].map((index) => shardPlan(plan, { index, count: 2 }))
  const namesOf = (jobs: readonly Job[]) => jobs.map(({ label }) => label)
  const groups = shards.map(({ jobs, later }) => namesOf([...jobs, ...later(new Map())]))
  t.same(groups.flat().sort(), ['a1', 'a2', 'a3', 'b1', 'b2', 'c', 'd'])
  t.ok(groups.some((names) => ['a1', 'a2', 'a3'].every((name) => names.includes(name))))
  t.ok(groups.some((names) => ['b1', 'b2'].every((name) => names.includes(name))))
})
