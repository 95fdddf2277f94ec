import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '@momenta/bench-training'
import t from 'tap'
import { runCommand } from './runCommand.js'

const folder = mkdtempSync(join(tmpdir(), 'momenta-'))

t.test('a bad option is one line, and the exit code is 2', async (t) => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [
      ['--task', 'nope', '--method', 'Adam', '--out', folder],
      /^train: --task must be one of fashion-cnn, .*, got 'nope'\n$/,
    ],
    [
      ['--task', 'fashion-cnn', '--method', 'Eve', '--out', folder],
      /^train: --method must be one of Adam, .*, got 'Eve'\n$/,
    ],
    [
      ['--task', 'fashion-cnn', '--method', 'Adam', '--out', folder, '--seed', '-1'],
      /^train: --seed must be a non-negative integer, got '-1'\n$/,
    ],
    [
      ['--task', 'fashion-cnn', '--method', 'Adam', '--out', folder, '--lr', '0'],
      /^train: --lr must be a positive number, got '0'\n$/,
    ],
    [
      ['queue', '--preset', 'huge', '--out', folder],
      /^train: --preset must be one of small, paper, smoke, questions, got 'huge'\n$/,
    ],
    [
      ['queue', '--backend', 'abacus', '--out', folder],
      /^train: --backend must be one of wasm, cpu, tensorflow, tensorflow-gpu, webgpu, auto, got 'abacus'\n$/,
    ],
    [
      ['queue', '--shard', '3/2', '--out', folder],
      /^train: --shard must be i\/n with 1 <= i <= n, auto or auto\/n, got '3\/2'\n$/,
    ],
    [
      ['queue', '--minutes', 'soon', '--out', folder],
      /^train: --minutes must be a positive number, got 'soon'\n$/,
    ],
  ]
  for (const [args, line] of cases) {
    const written = t.capture(process.stderr, 'write')
    const code = await main(args)
    const [[said = ''] = []] = written().map(({ args: lines }) => lines)
    written.restore()
    t.equal(code, 2, args.join(' '))
    t.match(said, line)
  }
})

t.test(
  'data that are missing are one line that names the file, and the exit code is 1',
  async (t) => {
    const environment = { ...process.env, MOMENTA_CACHE: folder, MOMENTA_DATA: folder }
    const args = ['--preset', 'paper', '--task', 'ptb-lstm', '--method', 'Adam', '--out', folder]
    const { code, stderr } = await runCommand([...args, '--backend', 'cpu'], environment)
    t.equal(code, 1)
    t.match(
      stderr,
      /train: ptb: ptb\.train\.txt \(md5 f26c4b92c5fdc7b3f8c7cdcb991d8420\) must be in one of/,
    )
  },
)

t.test('a finished job is not repeated', async (t) => {
  const out = mkdtempSync(join(tmpdir(), 'momenta-'))
  const args = ['--preset', 'smoke', '--task', 'smoke-brown-lstm', '--method', 'Adam+SAM+CM']
  const run = () => runCommand([...args, '--out', out, '--quiet'])
  t.equal((await run()).code, 0)
  const again = await run()
  t.equal(again.code, 0)
  t.equal(again.stderr, '')
})
