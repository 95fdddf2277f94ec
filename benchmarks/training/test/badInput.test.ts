import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBackend } from '@momenta/bench-backends'
import { scopeOf } from '@momenta/bench-results'
import {
  isScored,
  keyOfJob,
  main,
  memoryCheck,
  methods,
  presets,
  problemLoader,
  type TrainingJob,
} from '@momenta/bench-training'
import t, { type Test } from 'tap'

const newFolder = () => mkdtempSync(join(tmpdir(), 'momenta-'))

/** Runs the command in this process; returns its exit code and the lines that it prints. */
const train = async (t: Test, ...args: readonly string[]) => {
  const written = t.capture(process.stderr, 'write')
  const code = await main(args)
  const text = written()
    .map(({ args: [said] }) => String(said))
    .join('')
  written.restore()
  return { code, lines: text.split('\n').slice(0, -1) }
}

const [adam] = methods
const [, brown] = presets.smoke
if (adam === undefined || brown === undefined) throw new Error('the preset has no such task')

const job: TrainingJob = {
  task: brown,
  method: adam,
  learningRate: brown.learningRate,
  seed: 1,
  backend: 'cpu',
}
const one = (out: string) => [
  ...['one', '--preset', 'smoke', '--task', brown.name, '--method', 'Adam', '--backend', 'cpu'],
  ...['--quiet', '--out', out],
]
const recordsIn = (out: string): readonly { readonly kind: string }[] =>
  readdirSync(join(out, 'runs'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      readFileSync(join(out, 'runs', name), 'utf8')
        .split('\n')
        .slice(0, -1),
    )
    .map((line) => JSON.parse(line))

t.test('a checkpoint that is not one is a line with its path, and is kept', async (t) => {
  const out = newFolder()
  mkdirSync(join(out, 'checkpoints'))
  const path = join(out, 'checkpoints', `${keyOfJob(job)}.checkpoint`)
  for (const [content, what] of [
    ['half a f', 'the first line must be JSON'],
    ['{"format":"momenta-training","version":99}\n', 'the version must be 1 or 2, got 99'],
  ] as const) {
    writeFileSync(path, content)
    const { code, lines } = await train(t, ...one(out))
    t.equal(code, 1)
    t.equal(lines.length, 1)
    t.ok(lines[0]?.startsWith(`train: ${path}: ${what}`), `${lines}`)
    t.equal(readFileSync(path, 'utf8'), content)
  }
})

t.test('where a checkpoint cannot be written a queue starts no other job', async (t) => {
  const out = newFolder()
  writeFileSync(join(out, 'checkpoints'), '')
  const queue = ['queue', '--preset', 'smoke', '--task', brown.name, '--backend', 'cpu']
  const { code, lines } = await train(t, ...queue, '--minutes', '1e-9', '--quiet', '--out', out)
  t.equal(code, 1)
  t.equal(lines.length, 1)
  t.match(lines[0], /^train: results: \S+checkpoints must be a folder, got a file in its place/)
  t.equal(recordsIn(out).filter(({ kind }) => kind === 'start').length, 1)
})

t.test('a task whose data are damaged is one line in a queue', async (t) => {
  const [out, data] = [newFolder(), newFolder()]
  mkdirSync(join(data, 'mnist'))
  writeFileSync(join(data, 'mnist', 'train-images-idx3-ubyte'), 'half a file')
  const before = process.env.MOMENTA_DATA
  process.env.MOMENTA_DATA = data
  const queue = ['queue', '--preset', 'smoke', '--task', 'smoke-fashion-cnn', '--backend', 'cpu']
  const { code, lines } = await train(t, ...queue, '--quiet', '--out', out)
  if (before === undefined) delete process.env.MOMENTA_DATA
  else process.env.MOMENTA_DATA = before
  t.equal(code, 1)
  t.equal(lines.length, 1)
  t.match(
    lines[0],
    /^smoke-fashion-cnn Adam .* failed: mnist: \S+ must have md5 .*; the other jobs of smoke-fashion-cnn are skipped$/,
  )
  t.strictSame(
    recordsIn(out).map(({ kind }) => kind),
    ['failed'],
  )
})

t.test('labels that are out of range are a failure, not a bad option', async (t) => {
  const load = problemLoader(() => {
    throw new RangeError('toy: labels must lie in [0, 10), got 11 at 3')
  })
  try {
    load(brown)
    t.fail('must throw')
  } catch (error) {
    t.equal(scopeOf(error), 'task')
    t.equal((error as Error).message, 'toy: labels must lie in [0, 10), got 11 at 3')
  }
})

t.test('a step that needs more memory than is free is one line before a job starts', async (t) => {
  await startBackend('wasm')
  const [task] = presets.small
  if (task === undefined) return
  const large = { ...job, task }
  const check = memoryCheck(() => 2 ** 20)
  await t.rejects(check(large), {
    message:
      /^fashion-cnn: a step of Adam with batches of 64 needs about \d+ MiB, and 1 MiB are free; use a machine with more memory$/,
  })
  await check({ ...large, task: { ...task, cost: 1 } })
  await memoryCheck(() => 2 ** 40)(large)
  // a memory of 1000 entries of at least 10,000 parameters is 40 MB at least, before it is filled
  const memory = { of: 'momenta', capacity: 1000 } as const
  const remembering = { ...large, method: { name: 'mine', spec: { ...adam.spec, memory } } }
  await t.rejects(check(remembering), {
    message: /step of mine .* needs about (\d{3,} M|[\d.]+ G)iB/,
  })
})

t.test(
  'a bad line is named by the table, and a record without its metric is no result',
  async (t) => {
    const out = newFolder()
    const { code } = await train(t, ...one(out))
    t.equal(code, 0)
    const [name = ''] = readdirSync(join(out, 'runs')).filter((file) => file.endsWith('.jsonl'))
    const file = join(out, 'runs', name)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, `${text}{"v":99}\n${text.slice(0, 20)}`)
    const printed = t.capture(process.stdout, 'write', () => true)
    const { lines } = await train(t, 'table', '--out', out)
    const [table] = printed()
    // what the test reports goes the same way
    printed.restore()
    t.match(table?.args[0], new RegExp(`${brown.name}.*Adam`))
    t.match(lines[0], /^results: \S+: skipped 1 bad line, first line \d+, not a record\.$/)
    t.match(lines[1], /^results: \S+: skipped an incomplete line of 20 bytes at its end\.$/)
    t.notOk(isScored({}))
    t.ok(existsSync(file))
  },
)

t.test('a folder without results is one line', async (t) => {
  const { code, lines } = await train(t, 'table', '--out', join(newFolder(), 'none'))
  t.equal(code, 1)
  t.match(
    lines[0],
    /^train: results: \S+ must be a folder of results, got none; name that of a run/,
  )
})
