// Runs every package's tests through turbo (arguments go to turbo), then closes with one plain line:
//   N passed, N failed[, N skipped]
// The numbers come from the raw TAP that each package's tests wrote to .tap/results.tap, counted as
// tap counts; turbo restores that file for a cached package. A package without results failed.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { countResults, totalsLine } from './count-results.mjs'

// tests that were skipped for want of TensorFlow are run, not taken from turbo's cache, once it is set up
const { MOMENTA_CACHE, XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env
const cache = MOMENTA_CACHE ?? join(XDG_CACHE_HOME, 'momenta')
const setUp = (existsSync(cache) ? readdirSync(cache) : []).filter((dir) =>
  existsSync(join(cache, dir, 'ready.json')),
)
const env = {
  ...process.env,
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  MOMENTA_SET_UP: setUp.sort().join(' '),
}
const turbo = (stdout, ...flags) => {
  const args = ['run', 'build', 'test', ...flags, ...process.argv.slice(2)]
  const ran = spawnSync('turbo', args, {
    stdio: ['inherit', stdout, 'inherit'],
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (ran.error) console.error(`turbo did not start: ${ran.error.message}`)
  return ran
}

const plan = turbo('pipe', '--dry=json')
const packages = (plan.status === 0 ? JSON.parse(plan.stdout).tasks : [])
  .filter(({ task, command }) => task === 'test' && command !== '<NONEXISTENT>')
  .map(({ directory }) => ({ directory, file: join(directory, '.tap', 'results.tap') }))
  .sort((a, b) => (a.directory < b.directory ? -1 : 1))
for (const { file } of packages) rmSync(file, { force: true })
const { status } = turbo(
  'inherit',
  '--continue=dependencies-successful',
  '--output-logs=errors-only',
)

const total = { pass: 0, fail: 0, skip: 0 }
for (const { directory, file } of packages) {
  const n = existsSync(file)
    ? countResults(readFileSync(file, 'utf8'))
    : { pass: 0, fail: 1, skip: 0, failures: ['no TAP results: its tests did not run'] }
  const verdict = n.fail > 0 ? 'not ok' : 'ok'
  console.log(`${verdict} ${directory}: ${n.pass} pass, ${n.fail} fail, ${n.skip} skip`)
  for (const failure of n.failures) console.log(`  ${failure}`)
  for (const kind of Object.keys(total)) total[kind] += n[kind]
}
console.log(totalsLine(total))
process.exitCode = status !== 0 || total.fail > 0 || total.pass === 0 ? 1 : 0
