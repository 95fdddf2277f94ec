// Changes the source of a package in one place at a time and runs the package's tests; a change
// that no test detects has survived. The working tree is not modified: a loader hook gives the
// changed module to the processes of the tests.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { changesOf } from './mutate/changesOf.mjs'
import { limited } from './mutate/limited.mjs'
import { sampled } from './mutate/sampled.mjs'
import { testRunner } from './mutate/testRunner.mjs'

const usage = `Usage: npm run mutate -- --package NAME [options]

Runs the tests of packages/NAME against mutants of its source, and prints each
mutant with its place and change. Exit codes: 0 at least --min percent of the
mutants that are not equivalent were killed, 1 fewer, 2 invalid options.

  --package NAME   a folder of packages/
  --tests A,B      also run the tests of these packages that import it, until
                   one fails
  --file TEXT      only source files whose path contains this
  --limit N        number of mutants, drawn with the seed (default: all)
  --seed S         seed (default: 1)
  --jobs N         mutants at a time (default: half the cores)
  --min P          minimum percentage (default: 90)
  --list           print the mutants and run nothing
  --why            print how each mutant was detected

Mutants that no test can distinguish from the original are listed in
scripts/mutate/equivalent/NAME.json, each with its reason.
`
const root = fileURLToPath(new URL('..', import.meta.url))
const fail = (line) => {
  process.stderr.write(`mutate: ${line}\n`)
  process.exit(2)
}
const parsed = (() => {
  try {
    return parseArgs({
      options: {
        ...Object.fromEntries(
          ['package', 'tests', 'file', 'limit', 'seed', 'jobs', 'min'].map((name) => [
            name,
            { type: 'string' },
          ]),
        ),
        list: { type: 'boolean' },
        why: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return fail(error.message.split('\n')[0])
  }
})()
if (parsed.help || parsed.package === undefined) {
  process.stdout.write(usage)
  process.exit(parsed.help ? 0 : 2)
}
const whole = (name, fallback) => {
  const n = Number(parsed[name] ?? fallback)
  return Number.isSafeInteger(n) && n >= 0
    ? n
    : fail(`--${name} must be a non-negative integer, got '${parsed[name]}'`)
}
const folderOf = (name) => {
  const folder = join(root, 'packages', name)
  return existsSync(join(folder, 'src'))
    ? folder
    : fail(`--package must be a folder of packages/, got '${name}'`)
}

const folder = folderOf(parsed.package)
const src = join(folder, 'src')
const all = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path.includes(parsed.file ?? ''))
  .sort()
  .flatMap((path) =>
    changesOf(path, readFileSync(join(src, path), 'utf8')).map((change) => ({ path, ...change })),
  )
const list = join(root, 'scripts/mutate/equivalent', `${parsed.package}.json`)
const equivalent = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
const isSame = (a) => (b) =>
  a.path === b.path &&
  a.context === b.context &&
  a.from === b.from &&
  a.to === b.to &&
  // the list gives a column only where a line has several equal changes
  (a.column ?? b.column) === (b.column ?? a.column)
for (const entry of equivalent)
  if (parsed.file === undefined && !all.some(isSame(entry)))
    process.stderr.write(
      `mutate: no mutant is ${entry.path}: ${entry.from} → ${entry.to}; drop it from the list\n`,
    )

const oneLine = (text) => text.replace(/\s+/g, ' ')
const describe = ({ path, line, column, from, to }) =>
  `packages/${parsed.package}/src/${path}:${line}:${column}  ${oneLine(from)} → ${oneLine(to)}`
const seed = whole('seed', 1)
const chosen = sampled(all, whole('limit', all.length), seed)
if (parsed.list) {
  for (const mutant of chosen) process.stdout.write(`${describe(mutant)}\n`)
  process.exit(0)
}

const env = {
  ...process.env,
  TAP_TYPE_STRIP_ONLY: '1',
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
}
/** Imports without state between the tests of two mutants; other tests get a process each. */
const shareable = /^(tap|fast-check|fp-ts\/.*|@momenta\/.*|\..*|node:(assert|fs|path|url|util))$/
const imports = (text) =>
  [...text.matchAll(/^(?:import|\} from|export .* from)\b.*'(.*)'/gm)].map((m) => m[1])
const scratch = mkdtempSync(join(tmpdir(), 'momenta-mutate-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const suites = [parsed.package, ...(parsed.tests?.split(',') ?? [])].map((name) => {
  const cwd = folderOf(name)
  rmSync(join(cwd, '.tests'), { recursive: true, force: true })
  const tsc = spawnSync(join(cwd, 'node_modules/.bin/tsc'), ['-p', 'test'], { cwd, env })
  if (tsc.status !== 0)
    fail(`the tests of ${name} must compile; run npm test -- --filter=@momenta/${name}`)
  const texts = readdirSync(join(cwd, '.tests'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .sort()
    .map((path) => ({
      file: join(cwd, '.tests', path),
      text: readFileSync(join(cwd, '.tests', path), 'utf8'),
    }))
  const mentions = ({ text }) => text.includes(`@momenta/${parsed.package}`)
  const files = texts
    .filter(({ file }) => file.endsWith('.test.js'))
    .filter((each) => name === parsed.package || mentions(each))
    .map(({ file }) => file)
  const shared = texts.every(({ text }) => imports(text).every((from) => shareable.test(from)))
  return { cwd, files, shared }
})
const runners = () => suites.map((suite) => testRunner({ ...suite, folder: scratch, env }))

const urlOf = (path) => pathToFileURL(join(folder, 'dist', path.replace(/ts$/, 'js'))).href
/** Whether every test passes with modules replaced, and the iterations of their loops, by path. */
const outcomeOf = async (lane, id, texts) => {
  writeFileSync(join(scratch, `${id}.json`), JSON.stringify(texts))
  const rounds = []
  for (const runner of lane) {
    const outcome = await runner.run(id)
    rounds.push(...(outcome.rounds ?? []))
    if (!outcome.passed) return outcome
  }
  return { passed: true, rounds }
}
/**
 * A hundred times the loop iterations of the unchanged module, more than any terminating mutant
 * needs.
 */
const limitsOf = async () => {
  const lane = runners()
  const texts = [...new Set(all.map(({ path }) => path))].map((path) => [
    urlOf(path),
    limited(path, readFileSync(join(src, path), 'utf8'), Number.MAX_VALUE),
  ])
  const { passed, why, rounds } = await outcomeOf(lane, 'original', Object.fromEntries(texts))
  if (!passed)
    fail(
      `the tests of ${parsed.package} must pass without changes (${why}); run npm test -- --filter=@momenta/${parsed.package}`,
    )
  for (const runner of lane) runner.stop()
  const most = new Map()
  for (const [path, count] of rounds) most.set(path, Math.max(count, most.get(path) ?? 0))
  return (path) => 100 * (most.get(path) ?? 0) + 100_000
}

if (chosen.length === 0) fail('no mutant: nothing in these files can be changed')
const limitOf = await limitsOf()
process.stdout.write(`${chosen.length} of ${all.length} mutants, seed ${seed}\n`)
const counts = { killed: 0, survived: 0, equivalent: 0 }
const queue = chosen.entries()
const lane = async () => {
  const own = runners()
  for (const [i, mutant] of queue) {
    const known = equivalent.find(isSame(mutant))
    const { passed, why } = known
      ? {}
      : await outcomeOf(own, String(i), {
          [urlOf(mutant.path)]: limited(mutant.path, mutant.source, limitOf(mutant.path)),
        })
    const outcome = known ? 'equivalent' : passed ? 'survived' : 'killed'
    counts[outcome] += 1
    const more = known?.reason ?? (parsed.why ? why : undefined)
    process.stdout.write(
      `${outcome.padEnd(10)} ${describe(mutant)}${more === undefined ? '' : `  (${oneLine(more)})`}\n`,
    )
  }
  for (const runner of own) runner.stop()
}
await Promise.all(Array.from({ length: whole('jobs', Math.max(1, cpus().length >> 1)) }, lane))
const { killed, survived } = counts
const score = killed + survived === 0 ? 100 : (100 * killed) / (killed + survived)
process.stdout.write(
  `${parsed.package}: ${killed} killed, ${survived} survived, ${counts.equivalent} equivalent: ${score.toFixed(1)} % of those that are not\n`,
)
process.exitCode = score >= whole('min', 90) ? 0 : 1
