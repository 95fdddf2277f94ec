import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  measureStep as measure,
  type StepRow as Row,
  stepTable as table,
} from '@momenta/bench-timing'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

t.test('every variant is timed and no tensor leaks', async (t) => {
  const rows: Row[] = []
  const plan = {
    backend: 'wasm' as const,
    only: ['adam', 'adamCM'],
    sizes: [[1000, 3]] as const,
    seconds: 0.01,
  }
  const left: string[] = []
  await measure(
    plan,
    (row) => rows.push(row),
    (line) => left.push(line),
  )
  t.same(left, [])
  t.same([...new Set(rows.map(({ variant }) => variant))].sort(), [
    'builtin',
    'eager',
    'fused',
    'roofline',
  ])
  t.equal(tf.memory().numTensors, 0)
  const of = (capacity: number, replacing: boolean) =>
    rows.find(
      (row) => row.variant === 'fused' && row.capacity === capacity && row.replacing === replacing,
    )
  // reads g, p, m, v, sum and the entry, writes p, m, v and the sum; one step in C reads all
  // entries
  t.ok((of(5, true)?.bytesPerParam as number) >= 40)
  // nothing is stored: only the sum is read
  t.equal(of(5, false)?.bytesPerParam, 32)
  t.ok(rows.every(({ ms, p10 }) => p10 <= ms && ms > 0))
  t.equal(
    rows.find(({ variant, optimizer }) => variant === 'fused' && optimizer === 'adam')
      ?.bytesPerParam,
    28,
  )
  t.equal(table(rows).split('\n').length, rows.length + 2)
})

t.test('the roofline of a step of two passes is the sum of theirs', async (t) => {
  const rows: Row[] = []
  const plan = {
    backend: 'wasm' as const,
    only: ['lamb'],
    sizes: [[1000, 1]] as const,
    seconds: 0.01,
  }
  await measure(
    plan,
    (row) => rows.push(row),
    () => {},
  )
  const rooflines = rows.filter(({ variant }) => variant === 'roofline')
  t.same(
    rooflines.map(({ optimizer }) => optimizer),
    ['3 read, 3 written', '2 read, 1 written'],
  )
  const sum = rooflines.reduce((total, { ms }) => total + ms, 0)
  const step = rows.find(({ variant }) => variant === 'fused')
  // 1e-9 for the rounding of a quotient
  t.ok(Math.abs(((step?.shareOfRoofline as number) * (step?.ms as number)) / sum - 1) < 1e-9)
})

const script = fileURLToPath(new URL('../dist/step.js', import.meta.url))

t.test('bench:step prints one row per line and rejects bad options', async (t) => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  const { stdout } = run(
    '--only',
    'adam',
    '--params',
    '1000',
    '--tensors',
    '2',
    '--seconds',
    '0.01',
    '--backend',
    'cpu',
    '--json',
  )
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  t.same(
    rows.map(({ variant }) => variant),
    ['builtin', 'eager', 'roofline', 'fused'],
  )
  t.match(rows.at(-1), {
    backend: 'cpu',
    optimizer: 'adam',
    params: 1000,
    tensors: 2,
    bytesPerParam: 28,
  })
  const bad = run('--params', '0')
  t.equal(bad.status, 2)
  t.match(bad.stderr, /^bench:step: .*must be positive integers, got '0' \(see --help\)\n$/)
})
