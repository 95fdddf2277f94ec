import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const command = fileURLToPath(new URL('../dist/fit.js', import.meta.url))
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' })

t.test('it compares losses and times on a backend', async (t) => {
  const { status, stdout } = run('--backend', 'wasm', '--steps', '3', '--json')
  t.equal(status, 0)
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.same(
    rows.map(({ optimizer }) => optimizer),
    [
      'tf.train.adam',
      'tf.train.adam, start rounded',
      'tfOptimizer(adam)',
      'tfOptimizer(adamCM)',
      'tfOptimizer(withSAM(adam))',
    ],
  )
  t.ok(rows.every(({ ms }) => ms > 0))
  t.equal(rows[0].difference, 0)
  // float32: tf.train.adam rounds β₂ᵗ
  t.ok(rows[2].relative < 1e-4, rows[2].relative)
})

t.test('bad options are one line', async (t) => {
  const { status, stderr } = run('--backend', 'abacus')
  t.equal(status, 2)
  t.match(
    stderr,
    /^bench:fit: .*must be among wasm, cpu, tensorflow, tensorflow-gpu, webgpu, auto, got 'abacus' \(see --help\)\n$/,
  )
})
