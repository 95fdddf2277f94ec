import { join } from 'node:path'
import { type StoredTask, tasks } from '@momenta/bench'
import { canonicalJson } from '@momenta/bench-results'
import { loadTensorflow } from '@momenta/tensorflow'
import t from 'tap'
import { bench, makeFolder, recordsOf } from './command.js'
import { inner } from './jobs.js'

const folder = makeFolder()
const { gridContenders } =
  await inner<typeof import('../dist/methods/contenders.js')>('methods/contenders')
const { planOf } = await inner<typeof import('../dist/run/planOf.js')>('run/planOf')

const smokeTasks = tasks.filter(({ presets }) => presets === undefined || presets.includes('smoke'))

/** These compare methods of their own. */
const fixed = ['gradient-cancellation', 'stability-line']

t.test('the preset smoke runs every optimizer of the grid once on every task', async (t) => {
  const all = gridContenders.map((one) => canonicalJson(one.spec)).sort()
  t.equal(new Set(all).size, all.length)
  const specsOf = (task: StoredTask) =>
    planOf([task], { preset: 'smoke', contenders: gridContenders }).jobs.map(
      ({ config: { contender, method } }) =>
        canonicalJson(((contender ?? method) as { readonly spec: unknown }).spec),
    )
  t.equal(smokeTasks.length, 14)
  for (const task of smokeTasks.filter(({ name }) => !fixed.includes(name)))
    t.same([...specsOf(task)].sort(), all, task.name)
})

/** A part of the grid in which each of its bases, policies, aggregators and estimators occurs. */
const covering = ((): readonly string[] => {
  const memories = ['+CG', '+CM']
  const bases = gridContenders
    .map(({ name }) => name)
    .filter((name) => /^[a-z]+$/.test(name))
    .map((name, i) => `${name}${memories[i % 2]}`)
  const mixed = gridContenders
    .map(({ name }) => name.split(' '))
    .filter(({ length }) => length === 3)
  const policies = [...new Set(mixed.map(([, policy]) => policy))]
  const aggregators = [...new Set(mixed.map(([, , last]) => last?.replace(/\+.*/, '')))]
  const count = Math.max(policies.length, aggregators.length)
  const pairs = Array.from(
    { length: count },
    (_, i) => `adam+CM ${policies[i % policies.length]} ${aggregators[i % aggregators.length]}`,
  )
  const estimators = ['', '+SAM', '+ASAM']
  return [...bases, ...pairs].map((name, i) => `${name}${estimators[i % 3]}`)
})()

const loaded = await loadTensorflow()
const unless = loaded.ok ? {} : { skip: loaded.message }

for (const [backend, options] of [
  ['wasm', {}],
  ['tensorflow', unless],
] as const)
  t.test(
    `a part of the preset smoke with every factory of the catalogues runs on ${backend}`,
    options,
    async (t) => {
      const out = join(folder, backend)
      const chosen = covering.flatMap((name) => ['--optimizer', name])
      // the other tasks use no backend
      const some = backend === 'wasm' ? [] : ['--task', 'mnist,brown-lstm,cifar10-jpeg-resnet8']
      const { status, stderr } = bench(
        ...['--preset', 'smoke', '--backend', backend, '--jobs', '1', '--quiet', '--out', out],
        ...some,
        ...chosen,
      )
      t.equal(status, 0, stderr)
      const done = recordsOf(out).filter(({ kind }) => kind === 'done').length
      t.match(stderr, new RegExp(`${done} of ${done} jobs done`))
      t.ok(done >= 3 * covering.length)
    },
  )
