import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as core from '@momenta/core'
import * as estimators from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import * as optimizers from '@momenta/optimizers'
import * as schedules from '@momenta/schedules'
import * as transforms from '@momenta/transforms'
import t from 'tap'
import { root, textOf } from './workspace.js'

type Rows = {
  readonly [name: string]: { readonly code?: string; readonly rule?: string; readonly why?: string }
}

const libraries: { readonly [library: string]: Rows } = JSON.parse(
  textOf('examples/docs/coverage.json'),
)

const scope: { readonly [name: string]: unknown } = {
  ...core,
  ...estimators,
  ...transforms,
  ...schedules,
  ...optimizers,
}

const evaluate = (code: string): unknown =>
  new Function(...Object.keys(scope), `return ${code}`)(...Object.values(scope))

/** Whether an optimizer or a transform takes three steps to finite parameters. */
const runs = (made: unknown): boolean => {
  const one = Array.isArray(made) ? core.optimizer(made) : (made as core.Optimizer)
  const { init, step } = float64(one)
  let iterate = init([Float64Array.of(1, -2), Float64Array.of(0.5)])
  for (let i = 0; i < 3; i++)
    iterate = step(
      (params) => ({ value: 1 / (i + 1), grads: params.map((leaf) => leaf.map((x) => x / 4)) }),
      iterate,
    )
  return iterate.params.every((leaf) => leaf.every(Number.isFinite))
}

t.test('each composition of the coverage page runs', async (t) => {
  for (const [library, rows] of Object.entries(libraries))
    for (const [name, { code }] of Object.entries(rows)) {
      if (code === undefined) continue
      const made = evaluate(code)
      const isSchedule = typeof made === 'function'
      t.ok(
        isSchedule ? [0, 3, 12].every((i) => Number.isFinite(made(i))) : runs(made),
        `${library}: ${name}`,
      )
    }
})

t.test("the noise of dpsgd does not decay, and that of the mean is the reference's", async (t) => {
  const { code = '' } = libraries.Optax?.['contrib.dpsgd'] ?? {}
  const { init, step } = float64(evaluate(code) as core.Optimizer)
  const size = 20_000
  const oracle = () => ({ value: 0, grads: [new Float64Array(size)] })
  let iterate = init([new Float64Array(size)])
  for (let i = 0; i < 3; i++) {
    const [before = new Float64Array()] = iterate.params
    iterate = step(oracle, iterate)
    const moves = iterate.params[0]?.map((x, k) => (x - (before[k] as number)) / 0.01)
    // l2_norm_clip 1, noise_multiplier 0.5, 4 examples; the relative error is 1/√(2 size), 0.5 %
    const deviation = Math.hypot(...(moves ?? [])) / Math.sqrt(size)
    t.ok(Math.abs(deviation / (0.5 / 4) - 1) < 0.03, `step ${i}: ${deviation}`)
  }
})

t.test('each rule in a file is compared with the reference', async (t) => {
  const replay = join(root, 'benchmarks/replay')
  const compared = readdirSync(join(replay, 'test/libraries'))
    .map((file) => textOf(`benchmarks/replay/test/libraries/${file}`).toLowerCase())
    .join('')
  for (const rows of Object.values(libraries))
    for (const [name, { rule }] of Object.entries(rows)) {
      if (rule === undefined) continue
      t.ok(existsSync(join(replay, 'src/libraries', rule)), rule)
      t.match(compared, new RegExp(`"name":"\\w+\\.${name}"`), name)
    }
})

t.test('each other name has one reason', async (t) => {
  for (const [library, rows] of Object.entries(libraries))
    for (const [name, { code, rule, why = '' }] of Object.entries(rows))
      t.ok(((code ?? rule) === undefined) === /^[A-Z].*\.$/.test(why), `${library}: ${name}`)
})

t.test('docs/coverage.md is the page of examples/docs/coverage.json', async (t) => {
  const script = join(root, 'examples/docs/coverage.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  t.equal(status, 0, stderr)
})
