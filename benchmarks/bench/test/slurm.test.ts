import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { doneIn, makeFolder, program, quick } from './command.js'
import { inner } from './jobs.js'

const { arrayOf } =
  await inner<typeof import('../dist/farm/slurm/arrayOf.js')>('farm/slurm/arrayOf')
const folder = makeFolder()
const bin = join(folder, 'bin')
mkdirSync(bin)

/** Puts a program on the PATH. */
const fake = (name: string, lines: readonly string[]): void => {
  writeFileSync(join(bin, name), ['#!/bin/bash', ...lines, ''].join('\n'))
  chmodSync(join(bin, name), 0o755)
}

/** Runs `bench slurm` with the programs on the PATH. */
const slurm = (options: readonly string[], run: readonly string[], path = bin) =>
  spawnSync(process.execPath, [program, 'slurm', ...options, '--', ...run], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  })

const size = ['--array', '3%2', '--time', '1:00:00']

t.test('--dry-run prints the script of the array, and submits nothing', async (t) => {
  const out = join(folder, "it's 100%")
  const more = ['--cpus', '4', '--memory', '2G', '--partition', 'main', '--grace', '60']
  const lines = ['--sbatch=--account=physics', '--setup', 'module load node']
  const { status, stdout, stderr } = slurm([...size, ...more, ...lines, '--dry-run'], quick(out))
  t.equal(status, 0, stderr)
  const directives = stdout.split('\n').filter((line) => line.startsWith('#SBATCH '))
  t.same(
    directives.map((line) => line.replace('#SBATCH ', '')),
    [
      ...['--job-name=momenta-bench', '--array=0-2%2', '--time=1:00:00', '--ntasks=1'],
      ...['--cpus-per-task=4', '--mem=2G', '--partition=main'],
      `--output="${folder}/it's 100%%/slurm/%A_%a.log"`,
      ...['--open-mode=append', '--requeue', '--signal=B:USR1@60', '--account=physics'],
    ],
  )
  t.match(stdout, /\nmodule load node\ncd /)
  t.ok(stdout.includes(` --out '${folder}/it'\\''s 100%' --shard auto/3 &\n`), stdout)
  t.notOk(existsSync(out))
})

t.test('the script goes to sbatch, and its tasks do all jobs', async (t) => {
  const out = join(folder, 'array')
  const script = join(folder, 'script')
  fake('sbatch', [`/bin/cat > ${script}`, 'echo Submitted batch job 7'])
  const { status, stderr } = slurm(size, quick(out, '--quiet'))
  t.equal(status, 0, stderr)
  t.match(stderr, `Submitted batch job 7; output: ${out}/slurm; `)
  t.ok(existsSync(join(out, 'slurm')), 'Slurm does not make it')
  for (const task of ['0', '1', '2']) {
    const ran = spawnSync('bash', [script], {
      encoding: 'utf8',
      env: { ...process.env, SLURM_ARRAY_TASK_ID: task },
    })
    t.equal(ran.status, 0, ran.stderr)
  }
  t.equal(new Set(doneIn(out)).size, 120)
  t.equal(doneIn(out).length, 120)
})

t.test('near the time limit a task stops as after an interrupt, and is queued again', async (t) => {
  const requeued = join(folder, 'requeued')
  fake('scontrol', [`echo "$@" >> ${requeued}`])
  // instead of the benchmark: a program that stops as the benchmark does
  const ready = join(folder, 'ready')
  fake('node', [
    "trap 'echo stored; exit 130' TERM",
    `echo > ${ready}`,
    'for _ in {1..6000}; do /bin/sleep 0.1; done',
  ])
  const { stdout } = slurm([...size, '--restarts', '2', '--dry-run'], quick(folder))
  const script = join(folder, 'limit')
  writeFileSync(script, stdout.replace(process.execPath, join(bin, 'node')))
  const ends = (signal: string, restarts: string) => {
    rmSync(ready, { force: true })
    const wait = `until [ -e ${ready} ]; do sleep 0.1; done`
    return spawnSync('bash', ['-c', `bash ${script} & ${wait}; kill -${signal} $!; wait $!`], {
      encoding: 'utf8',
      env: {
        PATH: `${bin}:${process.env.PATH}`,
        SLURM_ARRAY_JOB_ID: '7',
        SLURM_ARRAY_TASK_ID: '1',
        SLURM_RESTART_COUNT: restarts,
      },
    })
  }
  const cancelled = ends('TERM', '0')
  t.match(cancelled, { status: 130, stdout: 'stored\n' })
  t.notOk(existsSync(requeued), 'what is cancelled stays so')
  t.match(ends('USR1', '1'), { status: 130, stdout: 'stored\n' })
  t.equal(readFileSync(requeued, 'utf8'), 'requeue 7_1\n')
  t.match(ends('USR1', '2'), { status: 130, stdout: 'stored\n' })
  t.equal(readFileSync(requeued, 'utf8'), 'requeue 7_1\n', 'not more often than it may')
})

t.test('what sbatch refuses is one line, and the exit code is 1', async (t) => {
  fake('sbatch', ['echo "sbatch: error: invalid partition specified: x" >&2', 'exit 1'])
  const refused = slurm(size, quick(folder))
  t.equal(refused.status, 1)
  t.equal(
    refused.stderr,
    "bench slurm: sbatch must accept the script, got 'sbatch: error: invalid partition specified: x'; see it with --dry-run\n",
  )
  const missing = slurm(size, quick(folder), join(folder, 'empty'))
  t.equal(missing.status, 1)
  t.match(missing.stderr, /^bench slurm: sbatch must be on the PATH, got none; [^\n]*\n$/)
})

t.test('a bad option is one line, and the exit code is 2', async (t) => {
  const raw = { array: '2', name: 'n', time: '1', cpus: '1', grace: '60', restarts: '0' }
  const cases: readonly (readonly [object, RegExp])[] = [
    [{ array: '0' }, /^--array: must be n or n%k, .*, got '0'$/],
    [{ time: 'long' }, /^--time: must be .*, got 'long'$/],
    [{ memory: 'much' }, /^--memory: must be .*, got 'much'$/],
    [{ cpus: '0' }, /^--cpus: must be a positive integer, got '0'$/],
    [{ sbatch: ['x'] }, /^--sbatch: must be one option .*, got 'x'$/],
    [{ setup: ['a\nb'] }, /^--setup: must be one line .*, got 'a\nb'$/],
    [{ grace: '0' }, /^--grace: must be a positive integer, got '0'$/],
    [{ restarts: '-1' }, /^--restarts: must be a non-negative integer, got '-1'$/],
  ]
  t.ok(E.isRight(arrayOf(raw)))
  for (const [changed, line] of cases) {
    const decoded = arrayOf({ ...raw, ...changed })
    t.match(E.isLeft(decoded) ? decoded.left : 'an array', line)
  }
  const runs: readonly (readonly [readonly string[], readonly string[], RegExp])[] = [
    [['--array', '2'], [], /^bench: required option '--time <limit>' not specified/],
    // the options of the run are checked now, not when the tasks start
    [size, ['--preset', 'qick'], /^bench slurm: --preset: must be one of .*, got 'qick'/],
    [size, ['--shard', '1/2'], /^bench slurm: the options after -- must be .*, got --shard/],
    [size, ['--nope'], /^bench: unknown option '--nope'/],
  ]
  for (const [options, run, line] of runs) {
    const ran = slurm(options, run)
    t.equal(ran.status, 2, ran.stderr)
    t.match(ran.stderr, line)
    t.equal(ran.stderr.split('\n').length, 2)
  }
})
