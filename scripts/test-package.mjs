// Runs the compiled tests of the package in the current folder, two files at a time, and writes
// their TAP; arguments select files by a part of their name. tap's own ways to start a file (`tap`,
// `t.spawn`) give it, and all that it starts, loaders for mocks and coverage, which take longer
// than most of the tests.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countResults, totalsLine } from './count-results.mjs'
import Reporter from './tap-reporter.mjs'

// ends what hangs, not what is slow: a file takes ten times as long while the cores are busy
const seconds = 1800
const env = { ...process.env, TAP: '1', TAP_TIMEOUT: `${seconds}` }

/** Runs a file: what it printed, how it ended, and its milliseconds. */
const run = (file) =>
  new Promise((resolve) => {
    const begin = performance.now()
    const stdio = ['ignore', 'pipe', 'inherit']
    const child = spawn(process.execPath, [file], { stdio, env, timeout: 1000 * seconds })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.on('close', (exitCode, signal) =>
      resolve({
        text: Buffer.concat(chunks).toString().trimEnd(),
        exitCode,
        signal,
        time: performance.now() - begin,
      }),
    )
  })

/** A file as the subtest number `n`. */
const subtestOf = (file, n, { text, exitCode, signal, time }) => {
  const ok = exitCode === 0
  const ended = `  ---\n  exitCode: ${exitCode}\n  signal: ${signal}\n  ...\n`
  return [
    `# Subtest: ${file}\n${text.replace(/^/gm, '    ')}\n`,
    `${ok ? 'ok' : 'not ok'} ${n} - ${file} # time=${time.toFixed(3)}ms\n${ok ? '' : ended}\n`,
  ].join('')
}

const parts = process.argv.slice(2)
const files = readdirSync('.tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.js'))
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .sort()
  .map((file) => join('.tests', file))
if (files.length === 0) {
  console.error(`no test file has ${parts.join(' or ')} in its name`)
  process.exitCode = 1
}

const report = new Reporter()
report.pipe(process.stdout)
report.write('TAP version 14\n')
const waiting = files.entries()
let n = 0
const runAll = async () => {
  for (const [, file] of waiting) {
    const ended = await run(file)
    n += 1
    report.write(subtestOf(file, n, ended))
    if (ended.exitCode !== 0) process.exitCode = 1
  }
}
await Promise.all([runAll(), runAll()])
report.end(`1..${n}\n`)
await once(report, 'end')
console.log(totalsLine(countResults(readFileSync('.tap/results.tap', 'utf8'))))
