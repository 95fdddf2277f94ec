// Changes the source of a package in one place at a time and runs the package's tests: a change that no test notices has
// survived. Nothing in the working tree is touched: a loader hook gives the changed module to the tests' processes.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { changesOf } from './mutate/changesOf.mjs'
import { limited } from './mutate/limited.mjs'
import { sampled } from './mutate/sampled.mjs'

const usage = `Usage: npm run mutate -- --package NAME [options]

Runs the tests of packages/NAME against seeded mutants of its source and prints each with its place and change. Exit codes:
0 at least --min percent of the mutants that are not equivalent were killed, 1 fewer, 2 bad options.

  --package NAME   a folder of packages/
  --tests A,B      run the tests of these packages as well, until one fails
  --file TEXT      only source files whose path contains this
  --limit N        so many mutants, drawn with the seed (default: all)
  --seed S         (default: 1)
  --jobs N         mutants at a time (default: half the cores)
  --min P          (default: 90)
  --list           prints the mutants and runs nothing

Mutants that no test can tell from the original stand in scripts/mutate/equivalent/NAME.json, each with its reason.
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
    : fail(`--${name} must be a whole number, got '${parsed[name]}'`)
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
  a.path === b.path && a.context === b.context && a.from === b.from && a.to === b.to
for (const entry of equivalent)
  if (parsed.file === undefined && !all.some(isSame(entry)))
    process.stderr.write(
      `mutate: no mutant is ${entry.path}: ${entry.from} → ${entry.to}; drop it from the list\n`,
    )

const oneLine = (text) => text.replace(/\s+/g, ' ')
const told = ({ path, line, column, from, to }) =>
  `packages/${parsed.package}/src/${path}:${line}:${column}  ${oneLine(from)} → ${oneLine(to)}`
const seed = whole('seed', 1)
const chosen = sampled(all, whole('limit', all.length), seed)
if (parsed.list) {
  for (const mutant of chosen) process.stdout.write(`${told(mutant)}\n`)
  process.exit(0)
}

const bin = join(root, 'node_modules/.bin')
const env = {
  ...process.env,
  TAP_BAIL: '1',
  TAP_TYPE_STRIP_ONLY: '1',
  PATH: `${bin}:${process.env.PATH}`,
}
const run = (command, args, cwd, more = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...env, ...more },
      stdio: ['ignore', 'ignore', 'ignore'],
    })
    child.on('error', () => resolve(-1))
    child.on('close', (code) => resolve(code ?? -1))
  })
const suites = []
for (const name of [parsed.package, ...(parsed.tests?.split(',') ?? [])]) {
  const cwd = folderOf(name)
  rmSync(join(cwd, '.tests'), { recursive: true, force: true })
  if ((await run(join(cwd, 'node_modules/.bin/tsc'), ['-p', 'test'], cwd)) !== 0)
    fail(`the tests of ${name} must compile; run npm test -- --filter=@momenta/${name}`)
  for (const file of readdirSync(join(cwd, '.tests')).sort())
    if (file.endsWith('.test.js')) suites.push({ cwd, file: join('.tests', file) })
}
const scratch = mkdtempSync(join(tmpdir(), 'momenta-mutate-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
const register = pathToFileURL(join(root, 'scripts/mutate/register.mjs')).href
/** A net below the limit on loops, in seconds of processor time: for what does not end elsewhere. */
const processorTime = 300

/** Whether every test passes with a module in place of the built one. */
const passes = async (path, source, id) => {
  const text = join(scratch, `${id}.mjs`)
  writeFileSync(text, limited(path, source))
  const mutant = {
    MUTANT_URL: pathToFileURL(join(folder, 'dist', path.replace(/ts$/, 'js'))).href,
    MUTANT_PATH: text,
    NODE_OPTIONS: `--import ${register} --max-old-space-size=2048`,
  }
  for (const { cwd, file } of suites) {
    const limits = `ulimit -t ${processorTime}; exec "$0" "$@"`
    if ((await run('bash', ['-c', limits, process.execPath, file], cwd, mutant)) !== 0) return false
  }
  return true
}

const [first] = chosen
if (first === undefined) fail('no mutant: nothing in these files can be changed')
if (!(await passes(first.path, readFileSync(join(src, first.path), 'utf8'), 'original')))
  fail(
    `the tests of ${parsed.package} must pass before anything is changed; run npm test -- --filter=@momenta/${parsed.package}`,
  )
process.stdout.write(`${chosen.length} of ${all.length} mutants, seed ${seed}\n`)
const counts = { killed: 0, survived: 0, equivalent: 0 }
const queue = chosen.entries()
const lane = async () => {
  for (const [i, mutant] of queue) {
    const known = equivalent.find(isSame(mutant))
    const outcome = known
      ? 'equivalent'
      : (await passes(mutant.path, mutant.source, i))
        ? 'survived'
        : 'killed'
    counts[outcome] += 1
    process.stdout.write(
      `${outcome.padEnd(10)} ${told(mutant)}${known ? `  (${known.reason})` : ''}\n`,
    )
  }
}
await Promise.all(Array.from({ length: whole('jobs', Math.max(1, cpus().length >> 1)) }, lane))
const { killed, survived } = counts
const score = killed + survived === 0 ? 100 : (100 * killed) / (killed + survived)
process.stdout.write(
  `${parsed.package}: ${killed} killed, ${survived} survived, ${counts.equivalent} equivalent: ${score.toFixed(1)} % of those that are not\n`,
)
process.exitCode = score >= whole('min', 90) ? 0 : 1
