import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contenders, tasks } from '@momenta/bench'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'
import { bench, makeFolder } from './command.js'
import { inner } from './jobs.js'

const folder = makeFolder()
const { settingsOf } = await inner<typeof import('../dist/cli/settingsOf.js')>('cli/settingsOf')
const defaults = { jobs: '1', minutes: '2', preset: 'quick', out: 'results' }
const says = (raw: object): string => {
  const settings = settingsOf({ ...defaults, ...raw })
  return E.isLeft(settings) ? settings.left : 'no error'
}

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
    '--minutes',
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
  for (const [raw, message] of [
    [{ task: ['escape'] }, /^--task: must be one of .*, got 'escape'/],
    [{ task: ['escape-rato'] }, /; did you mean escape-ratio\?$/],
    [
      { optimizer: ['adam+CN'] },
      /^--optimizer: must be a name of --list or a JSON file, got 'adam\+CN'; did you mean adam\+C[MG]\?$/i,
    ],
    [{ optimizer: [file] }, /^--optimizer .*broken.json: must be JSON, /],
    [
      { optimizer: [join(folder, 'none.json')] },
      /^--optimizer .*none.json: must be a file that can be read, ENOENT: [^\n]*$/,
    ],
    [{ optimizer: [wrong] }, /^--optimizer .*wrong.json: base.b2: must lie in \[0, 1\), got 1.5$/],
    [{ seeds: '0' }, /^--seeds: must be a positive integer, got '0'$/],
    [{ preset: 'huge' }, /^--preset: must be one of smoke, quick, default, .*, got 'huge'$/],
    [
      { backend: 'tpu' },
      /^--backend: must be one of wasm, cpu, tensorflow, tensorflow-gpu, webgpu, auto, got 'tpu'/,
    ],
    [{ minutes: '0' }, /^--minutes: must be a positive number, got '0'$/],
  ] as const)
    t.match(says(raw), message)
  for (const [args, message] of [
    [['--preset', 'huge'], /^bench: --preset: must be one of smoke, quick, .*, got 'huge'\n$/],
    [['mnist'], /^bench: too many arguments.* \(see --help\)\n$/],
    [['--tsak', 'mnist'], /^bench: unknown option '--tsak'/],
  ] as const) {
    const { status, stderr } = bench(...args)
    t.equal(status, 2, args.join(' '))
    t.match(stderr, message)
  }
})

t.test('an optimizer with a memory goes by its name with and without plus', async (t) => {
  const chosen = settingsOf({ ...defaults, optimizer: ['muonCM,scheduleFreeCM,adam+cm+sam'] })
  const names = E.isLeft(chosen) ? chosen.left : chosen.right.contenders?.map(({ name }) => name)
  t.same(names, ['muon+CM', 'scheduleFreeAdamW+CM', 'adam+CM+SAM'])
})

t.test('empty items and duplicates: all list options agree', async (t) => {
  for (const [option, list] of [
    ['task', [',']],
    ['task', ['']],
    ['task', ['mnist,']],
    ['task', ['mnist', '']],
    ['optimizer', [',']],
    ['optimizer', ['']],
    ['optimizer', ['Adam,,Adam+CM']],
  ] as const)
    t.equal(
      says({ [option]: list }),
      `--${option}: must be comma-separated names, got '${list.join(',')}'`,
    )
  t.equal(says({ out: '' }), "--out: must name a folder, got ''")
  const [adam, other] = ['1', '2'].map((b1) => {
    mkdirSync(join(folder, b1))
    const path = join(folder, b1, 'mine.json')
    writeFileSync(path, `{"base":{"name":"adam","b1":0.${b1}}}`)
    return path
  }) as [string, string]
  t.equal(
    says({ optimizer: [`${adam},${other}`] }),
    "--optimizer: must have distinct names, got 'mine' twice; rename a file",
  )
  const twice = settingsOf({
    ...defaults,
    task: ['mnist, mnist'],
    optimizer: ['Adam, ADAM', adam, adam],
  })
  t.match(E.isRight(twice) && twice.right.tasks.map(({ name }) => name), ['mnist'])
  t.match(E.isRight(twice) && twice.right.contenders?.map(({ name }) => name), ['Adam', 'mine'])
  const { status, stderr } = bench('--task', ',')
  t.equal(status, 2)
  t.equal(stderr, "bench: --task: must be comma-separated names, got ','\n")
})

t.test('a newline in an argument, a name or a file is printed escaped, on one line', async (t) => {
  const file = join(folder, 'a\nb.json')
  writeFileSync(file, JSON.stringify({ base: { name: 'adam' }, '\u001b[31m\nred': 1 }))
  for (const [args, says] of [
    [['--optimizer', file], /^bench: --optimizer [^\n]*a\\nb.json: [^\n]*u001b[^\n]*red[^\n]*\n$/],
    [['--task', 'a\nb'], /^bench: --task: [^\n]*, got 'a\\nb'\n$/],
    [['--a\nb'], /^bench: unknown option '--a\\nb' \(see --help\)\n$/],
  ] as const) {
    const { status, stderr } = bench(...args)
    t.equal(status, 2)
    t.match(stderr, says)
  }
})
