import { readFileSync } from 'node:fs'
import t from 'tap'

const readmeOf = (name: string): string =>
  readFileSync(new URL(`../../../packages/${name}/README.md`, import.meta.url), 'utf8')

const exportsOf = async (name: string): Promise<ReadonlySet<string>> => {
  const { exports } = JSON.parse(
    readFileSync(new URL(`../../../packages/${name}/package.json`, import.meta.url), 'utf8'),
  ) as { readonly exports: Readonly<Record<string, { readonly default?: string }>> }
  const entries = Object.values(exports).flatMap((entry) => entry.default ?? [])
  const modules = await Promise.all(
    entries.map(
      (path) => import(new URL(`../../../packages/${name}/${path}`, import.meta.url).href),
    ),
  )
  return new Set(modules.flatMap(Object.keys))
}

/** The functions that the first columns of tables name, with or without their arguments. */
const namedIn = (readme: string): readonly string[] =>
  readme
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z][A-Za-z0-9]*)[(`]/g)])
    .map(([, name]) => name as string)

/** Packages whose README names every function: users compose these by hand. */
const whole = [
  ...['aggregators', 'checkpoints', 'estimators', 'kernels', 'laws', 'monitor', 'policies'],
  ...['register-gradients', 'schedules', 'second-order', 'tensorflow', 'transforms', 'tree'],
  'webgpu',
]

/** Packages whose tables name exports; those of others name options or fields as well. */
const tables = [
  ...['aggregators', 'checkpoints', 'core', 'eager', 'estimators', 'float64', 'fused', 'kernels'],
  ...['laws', 'monitor', 'optimizers', 'options', 'policies', 'schedules', 'second-order'],
  ...['tensorflow', 'tfjs', 'transforms', 'tree'],
]

t.test('what the tables of a README name is exported', async (t) => {
  for (const name of tables) {
    const found = await exportsOf(name)
    t.same(
      namedIn(readmeOf(name)).filter((one) => !found.has(one)),
      [],
      name,
    )
  }
})

t.test('the README of a package whose parts users compose names each of them', async (t) => {
  for (const name of whole) {
    const readme = readmeOf(name)
    const missing = [...(await exportsOf(name))].filter(
      (one) => !new RegExp(`\\b${one}\\b`).test(readme),
    )
    t.same(missing, [], name)
  }
})
