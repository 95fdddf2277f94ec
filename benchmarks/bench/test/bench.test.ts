import { spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { contenders, tasks } from '@momenta/bench'
import t from 'tap'

const program = new URL('../dist/bench.js', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'momenta-bench-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))
const bench = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })

/** The records of a folder of results, whole lines only. */
const recordsOf = (out: string): readonly { readonly kind: string; readonly key: string }[] =>
  readdirSync(join(out, 'runs'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      readFileSync(join(out, 'runs', name), 'utf8')
        .split('\n')
        .slice(0, -1),
    )
    .flatMap((line) => (line.startsWith('{"') && line.endsWith('}') ? [JSON.parse(line)] : []))

t.test('--help and --list name all options, tasks and optimizers', async (t) => {
  const help = bench('--help')
  t.equal(help.status, 0)
  for (const option of [
    '--task',
    '--optimizer',
    '--preset',
    '--seeds',
    '--backend',
    '--jobs',
    '--out',
    '--report-only',
    '--quiet',
    '--json',
    '--list',
  ])
    t.match(help.stdout, option)
  const list = bench('--list')
  t.equal(list.status, 0)
  for (const { name } of [...tasks, ...contenders]) t.ok(list.stdout.includes(name), name)
})

t.test('bad options are one clear line and exit code 2', async (t) => {
  const file = join(folder, 'broken.json')
  writeFileSync(file, '{ "base": ')
  const wrong = join(folder, 'wrong.json')
  writeFileSync(wrong, '{ "base": { "name": "adam", "b2": 1.5 } }')
  for (const [args, says] of [
    [['--task', 'escape'], /^bench: --task: must be one of .*, got 'escape'/],
    [['--task', 'escape-rato'], /did you mean 'escape-ratio'\?$/],
    [
      ['--optimizer', 'adam+CN'],
      /^bench: --optimizer: must be .*did you mean 'adam\+C[MG]'\?, or a JSON file$/,
    ],
    [['--optimizer', file], /^bench: --optimizer .*broken.json: must be JSON, /],
    [
      ['--optimizer', wrong],
      /^bench: --optimizer .*wrong.json: base.b2: must lie in \[0, 1\), got 1.5$/,
    ],
    [['--seeds', '0'], /^bench: --seeds: must be a positive integer, got '0'$/],
    [['--preset', 'huge'], /^bench: --preset: must be one of quick, default, full, got 'huge'$/],
    [['--backend', 'tpu'], /^bench: --backend: must be one of wasm, cpu, got 'tpu'/],
    [['mnist'], /^bench: too many arguments.* \(see --help\)$/],
  ] as const) {
    const { status, stderr } = bench(...args)
    t.equal(status, 2, args.join(' '))
    t.match(stderr.trim(), says)
  }
  t.equal(bench('--tsak', 'mnist').status, 2)
})

t.test(
  'a folder of another version and one that cannot be written are errors, and nothing is changed',
  async (t) => {
    const other = join(folder, 'other')
    mkdirSync(join(other, 'runs'), { recursive: true })
    const store = join(other, 'runs', 'store.json')
    writeFileSync(store, '{"version":99}')
    const { status, stderr } = bench(
      '--task',
      'one-dimensional',
      '--preset',
      'quick',
      '--out',
      other,
    )
    t.equal(status, 1)
    t.match(stderr, /version/)
    t.equal(readFileSync(store, 'utf8'), '{"version":99}')
    const blocked = join(folder, 'blocked')
    writeFileSync(blocked, '')
    t.equal(bench('--task', 'one-dimensional', '--preset', 'quick', '--out', blocked).status, 1)
  },
)

t.test(
  'a killed run with an incomplete last line continues and repeats no finished job',
  async (t) => {
    const out = join(folder, 'killed')
    const args = [
      '--task',
      'escape-ratio',
      '--preset',
      'quick',
      '--out',
      out,
      '--quiet',
      '--jobs',
      '1',
    ]
    const child = spawn(process.execPath, [program, ...args])
    const done = () =>
      existsSync(join(out, 'runs'))
        ? recordsOf(out)
            .filter(({ kind }) => kind === 'done')
            .map(({ key }) => key)
        : []
    while (done().length < 5) await setTimeout(20)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.on('close', resolve))
    const before = done()
    const [file] = readdirSync(join(out, 'runs')).filter((name) => name.endsWith('.jsonl'))
    appendFileSync(join(out, 'runs', file as string), '{"kind":"done","key":"to')
    const { status, stderr } = bench(...args)
    t.equal(status, 0, stderr)
    const after = done()
    // on a busy machine all jobs may be done before the kill
    t.ok(before.length >= 5 && before.every((key) => after.includes(key)))
    t.equal(new Set(after).size, after.length, 'no job runs twice')
    t.match(stderr, new RegExp(`${after.length} of ${after.length} jobs done`))
    const html = readFileSync(join(out, 'report.html'), 'utf8')
    t.match(html, /<svg/)
    t.notMatch(html, /<script|src="http/)
    t.match(readFileSync(join(out, 'claims.md'), 'utf8'), /reproduced/)
    t.ok(readdirSync(join(out, 'figures')).length >= 2)
  },
)

t.test(
  'MNIST on wasm: the loss falls, no tensor leaks, and an optimizer as JSON takes part',
  async (t) => {
    const out = join(folder, 'mnist')
    const file = join(folder, 'mine.json')
    writeFileSync(
      file,
      JSON.stringify({
        base: { name: 'adam' },
        memory: { of: 'momenta', capacity: 2 },
        estimators: [{ name: 'sam' }],
      }),
    )
    const { status, stderr, stdout } = bench(
      '--task',
      'mnist',
      '--preset',
      'quick',
      '--seeds',
      '1',
      '--optimizer',
      `Adam,${file}`,
      '--out',
      out,
      '--json',
      '--jobs',
      '1',
    )
    t.equal(status, 0, stderr)
    t.ok(
      stdout
        .trim()
        .split('\n')
        .every((line) => typeof JSON.parse(line).event === 'string'),
    )
    const records = recordsOf(out) as readonly {
      kind: string
      key: string
      values: { [name: string]: number }
    }[]
    const finished = records.filter(({ kind }) => kind === 'done')
    t.equal(finished.length, 2)
    for (const { key, values } of finished) {
      t.equal(values.tensorsLeft, 0)
      // chance is 0.1; 30 steps reach 0.7
      t.ok((values.accuracy as number) > 0.5, `${values.accuracy}`)
      const losses = records
        .filter((record) => record.kind === 'metric' && record.key === key)
        .map((record) => record.values.loss as number)
      t.ok((losses[1] as number) < (losses[0] as number))
    }
  },
)
