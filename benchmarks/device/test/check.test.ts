import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Row } from '@momenta/bench-device'
import t from 'tap'

const command = fileURLToPath(new URL('../dist/check.js', import.meta.url))
const runOn = (backend: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [command, '--backend', backend, ...args], { encoding: 'utf8' })
const run = (...args: readonly string[]) => runOn('wasm', ...args)
const rowsOf = (stdout: string): readonly Row[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

t.test('optimizers are compared with cpu, with SAM and without', async (t) => {
  const { status, stdout, stderr } = run(
    '--only',
    'numbers',
    '--optimizers',
    'sgd,adam,adamCM,adamCG,lionCM,lbfgs',
  )
  t.equal(status, 0, stderr)
  const [device, ...rows] = rowsOf(stdout)
  t.match(device, { part: 'device', backend: 'wasm', device: String })
  const names = rows.flatMap((row) =>
    row.part === 'numbers' && row.passed ? [`${row.optimizer}${row.sam ? ', SAM' : ''}`] : [],
  )
  t.equal(names.length, rows.length)
  t.same(
    [...names].sort(),
    ['sgd', 'adam', 'adamCM', 'adamCG', 'lionCM', 'lbfgs']
      .flatMap((name) => [name, `${name}, SAM`])
      .sort(),
  )
})

t.test('steps, training and memory are measured, with a table', async (t) => {
  const { status, stdout, stderr } = run(
    ...['--only', 'memory,steps,training', '--models', 'mlp'],
    ...['--sizes', '1000x10', '--seconds', '0.05', '--against', 'wasm'],
  )
  t.equal(status, 0, stderr)
  const rows = rowsOf(stdout)
  const of = (part: Row['part']) => rows.filter((row) => row.part === part)
  t.equal(of('memory').length, 3)
  t.equal(of('failed').length, 0)
  t.same(
    rows.flatMap((row) => (row.part === 'steps' ? [row.optimizer] : [])),
    ['tf.train.adam', 'adam', 'adamCM C=5', 'adamCM C=20', 'lionCM C=5'],
  )
  const training = rows.flatMap((row) => (row.part === 'training' ? [row] : []))
  t.same(
    training.map(({ backend }) => backend),
    Array.from({ length: 6 }, () => 'wasm'),
  )
  t.ok(training.every(({ losses: [first, last] }) => last < first))
  t.match(stderr, /\| 1000 +\| 10 +\| adamCM C=5 /)
  t.match(stderr, /\| MLP 784-128-10 \| 101770 +\| 64 /)
})

t.test('on webgpu what reads on the host is skipped, and the processor has a time', (t) => {
  const { status, stdout, stderr } = runOn(
    'webgpu',
    ...['--only', 'numbers,steps', '--optimizers', 'kron,adam'],
    ...['--sizes', '100x2', '--seconds', '0.05'],
  )
  if (stdout === '' && stderr.includes('check:device: startWebgpu: ')) {
    t.plan(0, stderr)
    return
  }
  t.equal(status, 0, stderr)
  const rows = rowsOf(stdout)
  t.same(
    rows.flatMap((row) => (row.part === 'skipped' ? [row.check] : [])),
    ['kron', 'kron with SAM'],
  )
  t.match(stderr, /^skipped: kron, kron with SAM: reads matrices on the host/m)
  const steps = rows.flatMap((row) => (row.part === 'steps' ? [row] : []))
  t.strictSame(
    steps.map(({ optimizer }) => optimizer),
    ['tf.train.adam', 'adam'],
  )
  t.ok(steps.every(({ ms, processorMs = 0 }) => processorMs > 0 && processorMs < ms))
  t.end()
})

t.test('what cannot run is one line, and the exit code says so', async (t) => {
  const bad = run('--sizes', '10x20')
  t.equal(bad.status, 2)
  t.match(bad.stderr, /^check:device: .*must be as 22000000x1.*got '10x20' \(see --help\)\n$/)
  t.equal(run('--only', 'colours').status, 2)
})
