// Runs the compiled tests of the package in the current folder, two files at a time; arguments
// select files by a part of their name. tap's own command is not used: it starts each file with
// loaders for mocks and coverage, which take longer than most of the tests.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { t } from 'tap'
import Reporter from './tap-reporter.mjs'

const parts = process.argv.slice(2)
const files = readdirSync('.tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.js'))
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .sort()
  .map((file) => join('.tests', file))

t.pipe(new Reporter()).pipe(process.stdout)
t.jobs = 2
t.setTimeout(0)
t.on('complete', ({ ok }) => {
  process.exitCode = ok ? 0 : 1
})
if (files.length === 0) t.fail('no test file has such a name')
// ends what hangs, not what is slow: a file takes ten times as long while the cores are busy
const seconds = 1800
for (const file of files) {
  const env = { ...process.env, TAP_TIMEOUT: `${seconds}` }
  t.spawn(process.execPath, [file], { timeout: 1000 * seconds, env }, file)
}
t.end()
