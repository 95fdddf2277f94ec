// Runs every package's tests through turbo (arguments go to turbo), then closes with one plain line:
//   N passed, N failed[, N skipped]
// The numbers come from the raw TAP each package's `tap` wrote to .tap/results.tap; turbo restores that
// file for a cached package. Leaf test points are counted; a subtest's closing point counts only when it
// failed with no failed leaf inside (crash, time-out, bad plan), or has no leaf inside (it passes by not throwing). A package without results counts as failed.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Parser } from 'tap-parser'

const read = (tap) => {
  const n = { pass: 0, fail: 0, skip: 0, notes: [] }
  const failed = (name) => {
    n.fail += 1
    n.notes.push(name)
  }
  const watch = (parser) => {
    let inner = { fail: 0, all: 0 } // leaf points in the child whose closing point comes next
    parser.on('child', (child) => {
      const before = { fail: n.fail, all: n.pass + n.fail + n.skip }
      watch(child)
      child.on('complete', () => {
        inner = { fail: n.fail - before.fail, all: n.pass + n.fail + n.skip - before.all }
      })
    })
    parser.on('assert', (r) => {
      const skipped = Boolean(r.todo || r.skip)
      if (r.closingTestPoint) {
        if (!r.ok && !skipped && inner.fail === 0) failed(r.fullname)
        else if (inner.all === 0 && skipped) n.skip += 1
        else if (inner.all === 0 && r.ok) n.pass += 1
      } else if (skipped) n.skip += 1
      else if (r.ok) n.pass += 1
      else failed(r.fullname)
    })
  }
  const parser = new Parser()
  watch(parser)
  parser.end(tap)
  // tap's own closing tally: absent when tap was killed, and a check on the counting above
  const tally = /^# \{ total: (\d+)/m.exec(tap)
  if (tally === null) failed('no closing tally: tap did not finish')
  else if (Number(tally[1]) !== n.pass + n.fail + n.skip) failed(`tap counted ${tally[1]}`)
  return n
}

const packages = ['packages', 'benchmarks', 'examples']
  .flatMap((root) =>
    existsSync(root)
      ? readdirSync(root)
          .sort()
          .map((dir) => join(root, dir))
      : [],
  )
  .filter((dir) => existsSync(join(dir, 'package.json')))
  .filter(
    (dir) =>
      JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')).scripts?.test !== undefined,
  )
const results = (dir) => join(dir, '.tap', 'results.tap')
for (const dir of packages) rmSync(results(dir), { force: true })

// tests that were skipped for want of TensorFlow are run, not taken from turbo's cache, once it is set up
const { MOMENTA_CACHE, XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env
const cache = MOMENTA_CACHE ?? join(XDG_CACHE_HOME, 'momenta')
const setUp = (existsSync(cache) ? readdirSync(cache) : []).filter((dir) =>
  existsSync(join(cache, dir, 'ready.json')),
)

const args = process.argv.slice(2)
const some = args.some((a) => a.startsWith('--filter') || a === '-F' || a === '--affected')
const env = {
  ...process.env,
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  MOMENTA_SET_UP: setUp.sort().join(' '),
}
const turbo = spawnSync(
  'turbo',
  [
    'run',
    'build',
    'test',
    '--continue=dependencies-successful',
    '--output-logs=errors-only',
    ...args,
  ],
  {
    stdio: 'inherit',
    env,
  },
)

if (turbo.error) console.error(`turbo did not start: ${turbo.error.message}`)
const total = { pass: 0, fail: 0, skip: 0 }
for (const dir of packages) {
  if (some && !existsSync(results(dir))) continue
  const n = existsSync(results(dir))
    ? read(readFileSync(results(dir), 'utf8'))
    : { pass: 0, fail: 1, skip: 0, notes: ['no TAP results: its tests did not run'] }
  console.log(
    `${n.fail > 0 ? 'not ok' : 'ok'} ${dir}: ${n.pass} pass, ${n.fail} fail, ${n.skip} skip`,
  )
  for (const note of n.notes) console.log(`  ${note}`)
  for (const k of Object.keys(total)) total[k] += n[k]
}
console.log(
  `${total.pass} passed, ${total.fail} failed${total.skip > 0 ? `, ${total.skip} skipped` : ''}`,
)
process.exitCode = turbo.status !== 0 || total.fail > 0 || total.pass === 0 ? 1 : 0
