import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import t from 'tap'
import { membersOf, root } from './workspace.js'

interface State {
  readonly surface: string
  readonly start: readonly number[]
  readonly steps: number
  readonly optimizers: readonly object[]
}

interface Ran {
  readonly problem?: string
  readonly points: readonly (readonly number[])[]
  readonly losses: readonly number[]
  readonly entries: readonly (readonly number[])[]
  readonly sharpness?: number
  readonly diverged: boolean
}

interface Modules {
  readonly run: (state: State, spec: object) => Ran
  readonly encodeState: (state: State) => string
  readonly decodeState: (hash: string) => { readonly state: State; readonly problem?: string }
  readonly initial: State
  readonly examples: { readonly [name: string]: State }
  readonly isolines: (surface: string) => readonly string[]
  readonly codeOf: (spec: object) => string
}

const folder = join(root, 'docs', '.vitepress', 'playground')
const members = new Map(
  ['packages', 'benchmarks']
    .flatMap(membersOf)
    .map(({ folder: at, manifest }) => [manifest.name, join(root, at, 'dist', 'index.js')]),
)
/** The page is in no package, so that its imports are found by name. */
const workspace: Plugin = {
  name: 'workspace',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^@momenta\// }, ({ path, resolveDir }) =>
      resolveDir === folder ? { path: members.get(path) as string } : undefined,
    ),
}

/** The modules of the page as its bundle has them. */
const { outputFiles } = await build({
  stdin: {
    contents: ['run', 'state', 'isolines', 'codeOf']
      .map((name) => `export * from './${name}.mjs'`)
      .join('\n'),
    resolveDir: folder,
  },
  plugins: [workspace],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'browser',
})
const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
const { run, encodeState, decodeState, examples, initial, isolines, codeOf }: Modules =
  await import(`data:text/javascript;base64,${code}`)

const adam = { base: { name: 'adam' }, learningRate: 0.1 }
const adamCM = { ...adam, memory: { of: 'momenta', capacity: 3 } }

t.test('an address holds the state, and shows it again', async (t) => {
  const state = { surface: 'levy', start: [-1.25, 2e-3], steps: 50, optimizers: [adam, adamCM] }
  t.match(encodeState(state), /^[\w-]+$/)
  t.same(decodeState(`#${encodeState(state)}`), { state })
  t.same(decodeState(''), { state: initial })
})

t.test('every example is a state whose runs are finite', async (t) => {
  for (const [name, state] of Object.entries(examples)) {
    t.same(decodeState(`#${encodeState(state)}`), { state }, name)
    for (const spec of state.optimizers) t.notOk(run(state, spec).diverged, name)
  }
})

t.test('an address that holds no valid state shows the first example, and says why', async (t) => {
  const changed = (fields: object) => `#${encodeState({ ...initial, ...fields })}`
  for (const [hash, problem] of [
    ['#nothing', /must hold a state/],
    [`#${btoa('null')}`, /surface must be one of/],
    [changed({ surface: 'moon' }), /surface must be one of/],
    [changed({ start: [1] }), /start must be two numbers/],
    [changed({ steps: 1e9 }), /steps must be an integer from 1 to 5000/],
    [changed({ optimizers: [] }), /optimizers must be a list of 1 to 6/],
    [changed({ optimizers: [{ base: { name: 'adamm' } }] }), /base/],
  ] as const) {
    const found = decodeState(hash)
    t.equal(found.state, initial)
    t.match(found.problem, problem)
  }
})

t.test('a run has all its points, and the entries of its memory', async (t) => {
  const found = run({ surface: 'ackley', start: [3.2, -2.6], steps: 40, optimizers: [] }, adamCM)
  t.equal(found.points.length, 41)
  t.equal(found.losses.length, 41)
  t.same(found.points[0], [3.2, -2.6])
  t.equal(found.entries.length, 3)
  t.notOk(found.diverged)
  t.ok(Number.isFinite(found.sharpness))
  t.same(run({ surface: 'ackley', start: [1, 1], steps: 5, optimizers: [] }, adam).entries, [])
})

t.test('a run that diverges ends, and one that is not valid says why', async (t) => {
  const steep = { base: { name: 'sgd' }, learningRate: 1 }
  const from = { surface: 'rosenbrock', start: [2, 2], steps: 1000, optimizers: [] }
  const found = run(from, steep)
  t.ok(found.diverged)
  t.ok(found.points.length < 20)
  t.match(run(from, { base: { name: 'sgd', momentum: 2 } }).problem, /momentum: must lie in/)
})

t.test('a thousand steps of five optimizers on Ackley are finite', async (t) => {
  const from = { surface: 'ackley', start: [3.2, -2.6], steps: 1000, optimizers: [] }
  for (const name of ['sgd', 'adam', 'rmsprop', 'lion', 'adamw'])
    t.ok(run(from, { base: { name }, learningRate: 0.01 }).losses.every(Number.isFinite), name)
})

t.test('isolines are paths in the coordinates of the surface', async (t) => {
  const paths = isolines('ackley')
  t.equal(paths.length, 14)
  const numbers = paths.flatMap((path) => (path.match(/-?\d+\.\d+/g) ?? []).map(Number))
  t.ok(numbers.length > 1000)
  t.ok(numbers.every((x) => Math.abs(x) <= 5))
})

t.test('in the example of two basins the memory leaves the narrow one', async (t) => {
  const state = examples['A narrow and a wide basin'] as State
  const sharpness = state.optimizers.map((spec) => run(state, spec).sharpness?.toFixed(1))
  t.same(sharpness, ['20.0', '20.0', '2.0'])
  t.ok(isolines('twoBasin').join().includes('1.9'), 'there is room around its minima')
})

t.test('the code of an optimizer holds its JSON', async (t) => {
  t.match(codeOf(adamCM), JSON.stringify(adamCM))
})
