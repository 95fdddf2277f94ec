import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import t from 'tap'
import { filesOf, root, textOf } from './workspace.js'

/** A bundle without TensorFlow.js: its size after gzip, and the packages from npm in it. */
const bundle = (code: string) => {
  const { outputFiles, metafile } = buildSync({
    stdin: { contents: code, resolveDir: join(root, 'examples/docs') },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['@tensorflow/*'],
    metafile: true,
    write: false,
  })
  const used = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  return {
    kB: gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000,
    libraries: [...new Set(used.filter((name) => name !== undefined))].sort(),
  }
}

/** Budgets in kB after gzip: about 3 % above what was measured when they were set. */
const budgets: readonly (readonly [kB: number, code: string])[] = [
  [2.6, "export { fifo } from '@momenta/policies'"],
  [9.2, "export { adamCM } from '@momenta/optimizers'"],
  [22.25, "export { adamCM } from '@momenta/optimizers'; export { eager } from '@momenta/eager'"],
  [42.3, "export { adamCM } from '@momenta/optimizers'; export { fused } from '@momenta/fused'"],
  [82.5, "export { adam, tfOptimizer } from '@momenta/tfjs'"],
]

t.test('bundles stay within their budgets', async (t) => {
  for (const [budget, code] of budgets) {
    const { kB } = bundle(code)
    t.ok(kB <= budget, `${code}: ${kB.toFixed(1)} of ${budget} kB`)
  }
})

t.test('an optimizer carries no library, and random numbers only with noise', async (t) => {
  const optimizer = "export { adamCM } from '@momenta/optimizers'"
  const interpreter = "export { eager } from '@momenta/eager'"
  t.same(bundle(`${optimizer}; ${interpreter}`).libraries, [])
  t.same(bundle("export { random } from '@momenta/policies'").libraries, [])
  const noise = bundle("export { gradientNoise } from '@momenta/estimators'")
  t.same(noise.libraries, ['pure-rand'])
})

/** Lines of a source that are neither blank nor comments. */
const linesOfCode = (source: string): number =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => !/^\s*(\/\/.*)?$/.test(line)).length

t.test('half of the finished optimizers have at most 25 lines of code', async (t) => {
  const lengths = filesOf('packages/optimizers/src/bases', '.ts')
    .map(textOf)
    .filter((source) => /define(Optimizer|Rule)\(/.test(source))
    .map(linesOfCode)
    .sort((a, b) => a - b)
  t.ok(lengths.length > 60)
  const median = lengths[Math.ceil(lengths.length / 2) - 1] as number
  t.ok(median <= 25, `the median is ${median}`)
})
